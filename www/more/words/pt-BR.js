// @ts-check
// The widget's words in Portuguese, as in Brazil.

/** @type {import("../words.js").Language} */
export const words = {
  language: "pt-BR",
  quotes: "Citações",
  carousel: "carrossel",
  pause: "Pausar",
  play: "Reproduzir",
  previous: "Citação anterior",
  next: "Próxima citação",
  copy: "Copiar",
  share: "Compartilhar",
  link: "Link",
  picture: "Imagem",
  favourite: "Favorita",
  missing: "Indisponível no momento",
  paraphrase: "Paráfrase",
  numbered: "Parte {n}",
  search: "Buscar em {count}",
  filter: "Filtrar",
  more: "Mostrar mais",
  results: "Resultados",
  found: { one: "{n} citação", many: "{n} de citações", other: "{n} citações" },
  partial: "Nenhuma citação contém todas essas palavras. Em parte: {count}",
  none: "Nenhuma citação corresponde",
  suggest: "Buscar “{text}”",
  parts: {
    fields: { part: "Parte", source: "Fonte", author: "Autor", tag: "Etiqueta", lang: "Idioma" },
    loading: "Carregando citações…",
    failed: "Não foi possível carregar as citações.",
    retry: "Tentar novamente",
    copied: "Copiado",
    notCopied: "O navegador não permitiu copiar o texto",
  },
};
