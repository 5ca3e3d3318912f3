// @ts-check
// The widget's words in French.

/** @type {import("../words.js").Language} */
export const words = {
  language: "fr",
  quotes: "Citations",
  carousel: "carrousel",
  pause: "Pause",
  play: "Lecture",
  previous: "Citation précédente",
  next: "Citation suivante",
  copy: "Copier",
  share: "Partager",
  link: "Lien",
  picture: "Image",
  favourite: "Favori",
  missing: "Indisponible pour le moment",
  paraphrase: "Paraphrase",
  numbered: "Partie {n}",
  search: {
    one: "Rechercher dans {n} citation",
    many: "Rechercher dans {n} de citations",
    other: "Rechercher dans {n} citations",
  },
  filter: "Filtrer",
  more: "Afficher plus",
  results: "Résultats",
  found: { one: "{n} citation", many: "{n} de citations", other: "{n} citations" },
  partial: "Aucune citation ne contient tous ces mots. En partie : {count}",
  none: "Aucune citation trouvée",
  suggest: "Rechercher « {text} »",
  parts: {
    fields: { part: "Partie", source: "Source", author: "Auteur", tag: "Étiquette", lang: "Langue" },
    loading: "Chargement des citations…",
    failed: "Impossible de charger les citations.",
    retry: "Réessayer",
    copied: "Copié",
    notCopied: "Le navigateur n’a pas permis de copier le texte",
  },
};
