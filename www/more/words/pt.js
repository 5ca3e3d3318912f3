// @ts-check
// The widget's words in Portuguese, as in Portugal.

/** @type {import("../words.js").Language} */
export const words = {
  language: "pt-PT",
  quotes: "Citações",
  carousel: "carrossel",
  pause: "Pausar",
  play: "Reproduzir",
  previous: "Citação anterior",
  next: "Citação seguinte",
  copy: "Copiar",
  share: "Partilhar",
  link: "Ligação",
  picture: "Imagem",
  favourite: "Favorita",
  missing: "De momento não disponível",
  paraphrase: "Paráfrase",
  numbered: "Parte {n}",
  search: "Pesquisar em {count}",
  filter: "Filtrar",
  more: "Mostrar mais",
  results: "Resultados",
  found: { one: "{n} citação", many: "{n} de citações", other: "{n} citações" },
  partial: "Nenhuma citação contém todas estas palavras. Em parte: {count}",
  none: "Nenhuma citação corresponde",
  suggest: "Pesquisar «{text}»",
  parts: {
    fields: { part: "Parte", source: "Fonte", author: "Autor", tag: "Etiqueta", lang: "Idioma" },
    loading: "A carregar citações…",
    failed: "Não foi possível carregar as citações.",
    retry: "Tentar novamente",
    copied: "Copiado",
    notCopied: "O navegador não permitiu copiar o texto",
  },
};
