// @ts-check
// The widget's words in Italian.

/** @type {import("../words.js").Language} */
export const words = {
  language: "it",
  quotes: "Citazioni",
  carousel: "carosello",
  pause: "Pausa",
  play: "Riproduci",
  previous: "Citazione precedente",
  next: "Citazione successiva",
  copy: "Copia",
  share: "Condividi",
  link: "Collegamento",
  picture: "Immagine",
  favourite: "Preferita",
  missing: "Al momento non disponibile",
  paraphrase: "Parafrasi",
  numbered: "Parte {n}",
  search: "Cerca in {count}",
  filter: "Filtra",
  more: "Mostra altre",
  results: "Risultati",
  found: { one: "{n} citazione", many: "{n} di citazioni", other: "{n} citazioni" },
  partial: "Nessuna citazione contiene tutte queste parole. In parte: {count}",
  none: "Nessuna citazione corrisponde",
  suggest: "Cerca «{text}»",
  parts: {
    fields: { part: "Parte", source: "Fonte", author: "Autore", tag: "Etichetta", lang: "Lingua" },
    loading: "Caricamento delle citazioni…",
    failed: "Impossibile caricare le citazioni.",
    retry: "Riprova",
    copied: "Copiato",
    notCopied: "Il browser non ha consentito di copiare il testo",
  },
};
