package page

import (
	"unicode"
	"unicode/utf8"
)

// A unitWrap wraps units as xansi.Wrap wraps text, step by step. Units from
// space on are white space that a line's end would swallow, and those from word
// on the word that follows it.
type unitWrap struct {
	lineSetter
	units []unit
	limit int

	space, word int
	spaceWidth  int
	wordWidth   int
	used        int // the width of the line so far
}

// wrapUnits is units on lines of at most limit cells.
func (p *press) wrapUnits(units []unit, limit int) [][]Cell {
	w := &unitWrap{lineSetter: p.lineSetter(), units: units, limit: limit}
	for i := range units {
		u := &units[i]
		switch {
		case u.Text == "": // an escape is of the word
		case u.Text == "\n":
			w.hardBreak(i)
		case isWrapSpace(u.Text):
			w.addWord(i)
			w.word = i + 1
			w.spaceWidth += u.Width()
		case u.Text == "-":
			w.hyphen(i)
		case len(u.Text) == 1:
			w.letter(i)
		default:
			w.grapheme(i, u.Width())
		}
	}
	w.end(len(units))
	w.newline()
	return w.lines
}

const noBreakSpace = '\u00a0'

func isWrapSpace(text string) bool {
	if len(text) == 1 {
		return text[0] == ' '
	}
	r, _ := utf8.DecodeRuneInString(text)
	return r != utf8.RuneError && unicode.IsSpace(r) && r != noBreakSpace
}

// put adds units [from, to) to the line.
func (w *unitWrap) put(from, to int) {
	if w.line == nil {
		w.line = make([]Cell, 0, min(len(w.units)-from, w.limit+1))
	}
	for _, u := range w.units[from:to] {
		if u.Text != "" && u.Text != breakHint {
			w.add(u)
		}
	}
}

func (w *unitWrap) addSpace() {
	w.used += w.spaceWidth
	w.put(w.space, w.word)
	w.space, w.spaceWidth = w.word, 0
}

// addWord adds the word, which ends before unit end, if there is one.
func (w *unitWrap) addWord(end int) {
	if w.word == end {
		return
	}
	w.addSpace()
	w.used += w.wordWidth
	w.put(w.word, end)
	w.space, w.word, w.wordWidth = end, end, 0
}

// addNewline ends the line; the white space that is still to come is left out.
func (w *unitWrap) addNewline() {
	w.newline()
	w.used, w.space, w.spaceWidth = 0, w.word, 0
}

// end ends the text before unit i, with its white space where that has room.
func (w *unitWrap) end(i int) {
	if w.wordWidth == 0 {
		if w.used+w.spaceWidth > w.limit {
			w.used = 0
		} else {
			w.put(w.space, w.word)
		}
		w.space, w.spaceWidth = w.word, 0
	}
	w.addWord(i)
}

func (w *unitWrap) hardBreak(i int) {
	w.end(i)
	w.addNewline()
	w.space, w.word = i+1, i+1
}

func (w *unitWrap) hyphen(i int) {
	w.addSpace()
	if w.used+w.wordWidth >= w.limit {
		w.wordWidth++
		return
	}
	w.addWord(i)
	w.put(i, i+1)
	w.used++
	w.space, w.word = i+1, i+1
}

// letter is an ASCII letter, which wrapping treats apart from others.
func (w *unitWrap) letter(i int) {
	if w.used == w.limit {
		w.addNewline()
	}
	if w.wordWidth++; w.wordWidth == w.limit {
		w.addWord(i + 1)
	}
	if w.used+w.wordWidth+w.spaceWidth > w.limit {
		w.addNewline()
	}
}

func (w *unitWrap) grapheme(i, width int) {
	if w.wordWidth+width > w.limit {
		w.addWord(i)
	}
	if w.wordWidth += width; w.used+w.wordWidth+w.spaceWidth > w.limit {
		w.addNewline()
	}
	if w.wordWidth == w.limit {
		w.addWord(i + 1)
	}
}
