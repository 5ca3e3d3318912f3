// @ts-check
// The widget's words in Japanese.

/** @type {import("../words.js").Language} */
export const words = {
  language: "ja",
  quotes: "名言",
  carousel: "カルーセル",
  pause: "一時停止",
  play: "再生",
  previous: "前の名言",
  next: "次の名言",
  copy: "コピー",
  share: "共有",
  link: "リンク",
  picture: "画像",
  favourite: "お気に入り",
  missing: "現在ご利用になれません",
  paraphrase: "要約",
  numbered: "第{n}部",
  search: "{count}から検索",
  filter: "絞り込み",
  more: "さらに表示",
  results: "検索結果",
  found: { other: "{n}件の名言" },
  partial: "すべての語を含む名言はありません。一部一致：{count}",
  none: "一致する名言はありません",
  suggest: "「{text}」を検索",
  parts: {
    fields: { part: "部", source: "出典", author: "著者", tag: "タグ", lang: "言語" },
    loading: "名言を読み込んでいます…",
    failed: "名言を読み込めませんでした。",
    retry: "再試行",
    copied: "コピーしました",
    notCopied: "ブラウザーがコピーを許可しませんでした",
  },
};
