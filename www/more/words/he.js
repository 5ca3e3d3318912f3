// @ts-check
// The widget's words in Hebrew.

/** @type {import("../words.js").Language} */
export const words = {
  language: "he",
  quotes: "ציטוטים",
  carousel: "קרוסלה",
  pause: "השהיה",
  play: "הפעלה",
  previous: "הציטוט הקודם",
  next: "הציטוט הבא",
  copy: "העתקה",
  share: "שיתוף",
  link: "קישור",
  picture: "תמונה",
  favourite: "הוספה למועדפים",
  missing: "לא זמין כרגע",
  paraphrase: "פרפרזה",
  numbered: "חלק {n}",
  search: { one: "חיפוש בציטוט אחד", two: "חיפוש בשני ציטוטים", other: "חיפוש ב־{n} ציטוטים" },
  filter: "סינון",
  more: "הצגת עוד",
  results: "תוצאות",
  found: { one: "ציטוט אחד", two: "שני ציטוטים", other: "{n} ציטוטים" },
  partial: "אין ציטוט שמכיל את כל המילים האלה. התאמה חלקית: {count}",
  none: "לא נמצא ציטוט מתאים",
  suggest: "חיפוש ”{text}”",
  parts: {
    fields: { part: "חלק", source: "מקור", author: "מחבר", tag: "תגית", lang: "שפה" },
    loading: "הציטוטים נטענים…",
    failed: "לא ניתן היה לטעון את הציטוטים.",
    retry: "ניסיון נוסף",
    copied: "הועתק",
    notCopied: "הדפדפן לא אפשר להעתיק את הטקסט",
  },
};
