// Package anchor finds marks again in another text: a later revision, or a copy
// that somebody else marked.
//
// Every mark is looked for by its quote, its words with a little of what stood
// before and behind them. Words that stand there unchanged are taken where
// their surroundings and their order among the other marks agree best; else
// what comes closest to them, letter by letter, is taken if it is close enough,
// nothing else is about as close, and it is not closer to other words of the old
// text: then it is what became of those. A mark that is not found so is an orphan:
// nothing is guessed.
//
// Texts are visible texts and offsets are bytes of them. White space counts as
// one space wherever there is any. The cost grows with the text plus the marks,
// but for a logarithm.
package anchor
