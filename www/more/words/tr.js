// @ts-check
// The widget's words in Turkish.

/** @type {import("../words.js").Language} */
export const words = {
  language: "tr",
  quotes: "Alıntılar",
  carousel: "döngü",
  pause: "Duraklat",
  play: "Oynat",
  previous: "Önceki alıntı",
  next: "Sonraki alıntı",
  copy: "Kopyala",
  share: "Paylaş",
  link: "Bağlantı",
  picture: "Resim",
  favourite: "Favori",
  missing: "Şu anda kullanılamıyor",
  paraphrase: "Başka sözlerle",
  numbered: "Bölüm {n}",
  search: "{count} içinde ara",
  filter: "Filtrele",
  more: "Daha fazla göster",
  results: "Sonuçlar",
  found: { one: "{n} alıntı", other: "{n} alıntı" },
  partial: "Bu sözcüklerin hepsini içeren alıntı yok. Kısmen: {count}",
  none: "Eşleşen alıntı yok",
  suggest: "“{text}” için ara",
  parts: {
    fields: { part: "Bölüm", source: "Kaynak", author: "Yazar", tag: "Etiket", lang: "Dil" },
    loading: "Alıntılar yükleniyor…",
    failed: "Alıntılar yüklenemedi.",
    retry: "Yeniden dene",
    copied: "Kopyalandı",
    notCopied: "Tarayıcı metnin kopyalanmasına izin vermedi",
  },
};
