// @ts-check
// The widget's words in Chinese in simplified characters.

/** @type {import("../words.js").Language} */
export const words = {
  language: "zh-Hans",
  quotes: "名言",
  carousel: "轮播",
  pause: "暂停",
  play: "播放",
  previous: "上一条",
  next: "下一条",
  copy: "复制",
  share: "分享",
  link: "链接",
  picture: "图片",
  favourite: "收藏",
  missing: "暂时无法使用",
  paraphrase: "转述",
  numbered: "第 {n} 部分",
  search: "搜索 {count}",
  filter: "筛选",
  more: "显示更多",
  results: "结果",
  found: { other: "{n} 条名言" },
  partial: "没有名言包含所有这些词。部分匹配：{count}",
  none: "没有匹配的名言",
  suggest: "搜索“{text}”",
  parts: {
    fields: { part: "部分", source: "出处", author: "作者", tag: "标签", lang: "语言" },
    loading: "正在加载名言…",
    failed: "无法加载名言。",
    retry: "重试",
    copied: "已复制",
    notCopied: "浏览器不允许复制文本",
  },
};
