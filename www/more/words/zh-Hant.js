// @ts-check
// The widget's words in Chinese in traditional characters.

/** @type {import("../words.js").Language} */
export const words = {
  language: "zh-Hant",
  quotes: "名言",
  carousel: "輪播",
  pause: "暫停",
  play: "播放",
  previous: "上一則",
  next: "下一則",
  copy: "複製",
  share: "分享",
  link: "連結",
  picture: "圖片",
  favourite: "收藏",
  missing: "暫時無法使用",
  paraphrase: "轉述",
  numbered: "第 {n} 部分",
  search: "搜尋 {count}",
  filter: "篩選",
  more: "顯示更多",
  results: "結果",
  found: { other: "{n} 則名言" },
  partial: "沒有名言包含所有這些詞。部分符合：{count}",
  none: "沒有符合的名言",
  suggest: "搜尋「{text}」",
  parts: {
    fields: { part: "部分", source: "出處", author: "作者", tag: "標籤", lang: "語言" },
    loading: "正在載入名言…",
    failed: "無法載入名言。",
    retry: "重試",
    copied: "已複製",
    notCopied: "瀏覽器不允許複製文字",
  },
};
