// @ts-check
// The widget's words in Spanish.

/** @type {import("../words.js").Language} */
export const words = {
  language: "es",
  quotes: "Citas",
  carousel: "carrusel",
  pause: "Pausar",
  play: "Reproducir",
  previous: "Cita anterior",
  next: "Cita siguiente",
  copy: "Copiar",
  share: "Compartir",
  link: "Enlace",
  picture: "Imagen",
  favourite: "Favorita",
  missing: "No disponible por ahora",
  paraphrase: "Paráfrasis",
  numbered: "Parte {n}",
  search: "Buscar en {count}",
  filter: "Filtrar",
  more: "Mostrar más",
  results: "Resultados",
  found: { one: "{n} cita", many: "{n} de citas", other: "{n} citas" },
  partial: "Ninguna cita contiene todas estas palabras. En parte: {count}",
  none: "Ninguna cita coincide",
  suggest: "Buscar «{text}»",
  parts: {
    fields: { part: "Parte", source: "Fuente", author: "Autor", tag: "Etiqueta", lang: "Idioma" },
    loading: "Cargando citas…",
    failed: "No se han podido cargar las citas.",
    retry: "Reintentar",
    copied: "Copiado",
    notCopied: "El navegador no ha permitido copiar el texto",
  },
};
