// @ts-check
// The widget's words in Korean.

/** @type {import("../words.js").Language} */
export const words = {
  language: "ko",
  quotes: "인용문",
  carousel: "캐러셀",
  pause: "일시정지",
  play: "재생",
  previous: "이전 인용문",
  next: "다음 인용문",
  copy: "복사",
  share: "공유",
  link: "링크",
  picture: "이미지",
  favourite: "즐겨찾기",
  missing: "지금은 사용할 수 없음",
  paraphrase: "의역",
  numbered: "제{n}부",
  search: "인용문 {n}개에서 검색",
  filter: "필터",
  more: "더 보기",
  results: "검색 결과",
  found: { other: "인용문 {n}개" },
  partial: "모든 단어가 들어 있는 인용문이 없습니다. 일부 일치: {count}",
  none: "일치하는 인용문이 없습니다",
  suggest: "‘{text}’ 검색",
  parts: {
    fields: { part: "부", source: "출처", author: "저자", tag: "태그", lang: "언어" },
    loading: "인용문을 불러오는 중…",
    failed: "인용문을 불러오지 못했습니다.",
    retry: "다시 시도",
    copied: "복사됨",
    notCopied: "브라우저에서 복사를 허용하지 않았습니다",
  },
};
