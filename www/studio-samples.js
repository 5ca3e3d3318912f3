// @ts-check
// Samples for those who have no file at hand: a name and a text each, as the program that it names would write it.
// In the first of them one record cannot be read, so that one sees what is said of it.

/** @type {[name: string, text: string][]} */
export const samples = [
  ["A spreadsheet", `text,author,source,tags
Brevity is the soul of wit.,William Shakespeare,Hamlet,wit
"To err is human; to forgive, divine.",Alexander Pope,An Essay on Criticism,"forgiveness, life"
,Jane Austen,Emma,
"I declare after all there is no enjoyment like reading!",Jane Austen,Pride and Prejudice,reading
A foolish consistency is the hobgoblin of little minds.,Ralph Waldo Emerson,Self-Reliance,mind
"The world is a comedy to those that think, a tragedy to those that feel.",Horace Walpole,Letters,life
`],
  ["Kindle clippings", `Walden (Henry David Thoreau)
- Your Highlight on page 7 | Location 98-99 | Added on Sunday, March 1, 2026 8:12:33 AM

The mass of men lead lives of quiet desperation.
==========
Walden (Henry David Thoreau)
- Your Highlight on page 91 | Location 1204-1205 | Added on Monday, March 2, 2026 7:40:10 PM

Our life is frittered away by detail.
==========
Middlemarch (George Eliot)
- Your Highlight on page 838 | Location 12871-12873 | Added on Friday, April 3, 2026 9:22:07 PM

The growing good of the world is partly dependent on unhistoric acts.
==========
`],
];
