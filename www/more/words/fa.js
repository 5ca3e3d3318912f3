// @ts-check
// The widget's words in Persian.

/** @type {import("../words.js").Language} */
export const words = {
  language: "fa",
  quotes: "نقل‌قول‌ها",
  carousel: "نمایش گردان",
  pause: "مکث",
  play: "پخش",
  previous: "نقل‌قول قبلی",
  next: "نقل‌قول بعدی",
  copy: "رونوشت",
  share: "هم‌رسانی",
  link: "پیوند",
  picture: "تصویر",
  favourite: "افزودن به برگزیده‌ها",
  missing: "اکنون در دسترس نیست",
  paraphrase: "نقل به مضمون",
  numbered: "بخش {n}",
  search: "جستجو در {count}",
  filter: "پالایش",
  more: "نمایش بیشتر",
  results: "نتایج",
  found: { one: "{n} نقل‌قول", other: "{n} نقل‌قول" },
  partial: "هیچ نقل‌قولی همهٔ این واژه‌ها را ندارد. تا حدی: {count}",
  none: "نقل‌قولی پیدا نشد",
  suggest: "جستجوی «{text}»",
  parts: {
    fields: { part: "بخش", source: "منبع", author: "نویسنده", tag: "برچسب", lang: "زبان" },
    loading: "در حال بارگیری نقل‌قول‌ها…",
    failed: "بارگیری نقل‌قول‌ها ممکن نشد.",
    retry: "تلاش دوباره",
    copied: "رونوشت برداشته شد",
    notCopied: "مرورگر اجازهٔ رونوشت‌برداری از متن را نداد",
  },
};
