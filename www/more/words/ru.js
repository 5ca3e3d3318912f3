// @ts-check
// The widget's words in Russian.

/** @type {import("../words.js").Language} */
export const words = {
  language: "ru",
  quotes: "Цитаты",
  carousel: "карусель",
  pause: "Пауза",
  play: "Воспроизвести",
  previous: "Предыдущая цитата",
  next: "Следующая цитата",
  copy: "Копировать",
  share: "Поделиться",
  link: "Ссылка",
  picture: "Изображение",
  favourite: "В избранное",
  missing: "Сейчас недоступно",
  paraphrase: "Пересказ",
  numbered: "Часть {n}",
  search: {
    one: "Искать в {n} цитате",
    few: "Искать в {n} цитатах",
    many: "Искать в {n} цитатах",
    other: "Искать в {n} цитаты",
  },
  filter: "Фильтр",
  more: "Показать ещё",
  results: "Результаты",
  found: { one: "{n} цитата", few: "{n} цитаты", many: "{n} цитат", other: "{n} цитаты" },
  partial: "Ни в одной цитате нет всех этих слов. Частично: {count}",
  none: "Ничего не найдено",
  suggest: "Искать «{text}»",
  parts: {
    fields: { part: "Часть", source: "Источник", author: "Автор", tag: "Тег", lang: "Язык" },
    loading: "Цитаты загружаются…",
    failed: "Не удалось загрузить цитаты.",
    retry: "Повторить",
    copied: "Скопировано",
    notCopied: "Браузер не позволил скопировать текст",
  },
};
