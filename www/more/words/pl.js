// @ts-check
// The widget's words in Polish.

/** @type {import("../words.js").Language} */
export const words = {
  language: "pl",
  quotes: "Cytaty",
  carousel: "karuzela",
  pause: "Wstrzymaj",
  play: "Odtwórz",
  previous: "Poprzedni cytat",
  next: "Następny cytat",
  copy: "Kopiuj",
  share: "Udostępnij",
  link: "Odnośnik",
  picture: "Obraz",
  favourite: "Ulubiony",
  missing: "Obecnie niedostępne",
  paraphrase: "Parafraza",
  numbered: "Część {n}",
  search: {
    one: "Szukaj w {n} cytacie",
    few: "Szukaj w {n} cytatach",
    many: "Szukaj w {n} cytatach",
    other: "Szukaj w {n} cytatu",
  },
  filter: "Filtruj",
  more: "Pokaż więcej",
  results: "Wyniki",
  found: { one: "{n} cytat", few: "{n} cytaty", many: "{n} cytatów", other: "{n} cytatu" },
  partial: "Żaden cytat nie zawiera wszystkich tych słów. Częściowo: {count}",
  none: "Brak pasujących cytatów",
  suggest: "Szukaj „{text}”",
  parts: {
    fields: { part: "Część", source: "Źródło", author: "Autor", tag: "Etykieta", lang: "Język" },
    loading: "Wczytywanie cytatów…",
    failed: "Nie udało się wczytać cytatów.",
    retry: "Spróbuj ponownie",
    copied: "Skopiowano",
    notCopied: "Przeglądarka nie pozwoliła skopiować tekstu",
  },
};
