// Package search finds words in a brief's visible text.
//
// An Index is that text folded once, so that a query is a search for bytes:
// every run of white space, and whatever joins two parts or blocks, is one
// space; letters are small and have lost their accents. Blocks stand in source
// order, footnotes where they are defined, so that hits come in the order of
// the brief text. Beside the folded text an Index has one bit a byte for what
// was a capital, one for what lost an accent, and where each block begins:
// about one and a third times the text. Which bytes of the brief text a folded
// letter came from is not kept: the few hits that are looked at are found again
// by folding their block once more.
//
// A query folds as the text does. In small letters it matches any case, with a
// capital in it only what has the same letters as capitals. Without accents it
// matches with and without them, with an accent in it only the same accents.
// See letter.go for what is an accent.
package search
