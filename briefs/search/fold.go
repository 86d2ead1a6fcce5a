package search

import (
	"iter"
	"unicode"
	"unicode/utf8"
)

// A folder folds text behind what it has folded so far.
type folder struct {
	known known
	text  []byte // is empty or has a space in it: white space at its beginning is dropped
	bits  letterBits
	names accents // nil where nobody asks which accents they were
	marks []uint16
}

// letterBits say of the bytes of a folded text what they were. A letter's bit
// is at its first byte.
type letterBits struct {
	upper, accent bitset
	inside        bitset // all but the first byte of what one letter folded to
}

// A step is a stretch of text that was folded at once: one letter, a run of
// white space, or a run of ASCII, in which each byte stands for itself.
type step struct {
	next  int // the text's offset behind it
	plain bool
}

// step folds what begins at text[i].
func (f *folder) step(text string, i int) step {
	if c := text[i]; c < utf8.RuneSelf {
		if isSpace(c) {
			return step{next: f.space(text, i)}
		}
		if end := plainEnd(text, i); end > i {
			f.plain(text[i:end])
			return step{end, true}
		}
	}
	r, size := utf8.DecodeRuneInString(text[i:])
	if unicode.IsSpace(r) {
		return step{next: f.space(text, i)}
	}
	end := f.letterEnd(text, i+size)
	switch {
	case end > i+size:
		f.letter(foldLetter(text[i:end]))
	case isBare(r):
		f.text = append(f.text, text[i:end]...)
	default:
		f.letter(f.known.of(r).letter)
	}
	return step{next: end}
}

// isBare reports whether r is an ideograph or a Hangul syllable: it folds to
// itself and attaches to nothing.
func isBare(r rune) bool { return r >= 0x3400 && r <= 0x9fff || r >= 0xac00 && r <= 0xd7a3 }

// fold folds text; at its beginning white space is dropped, as if some stood
// before it.
func (f *folder) fold(text string) {
	for i := 0; i < len(text); {
		i = f.step(text, i).next
	}
}

func isSpace(c byte) bool { return c == ' ' || c >= '\t' && c <= '\r' }

// mostPlain bounds the bytes of a step.
const mostPlain = 1 << 10

// plainEnd is the end of the ASCII that begins at i and that nothing attaches
// to. Nothing below U+0300 attaches but the soft hyphen, 0xc2 0xad.
func plainEnd(text string, i int) int {
	for most := min(len(text), i+mostPlain); i < most; i++ {
		c := text[i]
		if c >= utf8.RuneSelf || isSpace(c) {
			return i
		}
		if i+1 < len(text) && (text[i+1] >= 0xcc || text[i+1] == 0xc2) {
			return i
		}
	}
	return i
}

// letterEnd is where the letter ends whose base ends at i.
func (f *folder) letterEnd(text string, i int) int {
	for i < len(text) && text[i] >= 0xc2 {
		r, size := utf8.DecodeRuneInString(text[i:])
		if isBare(r) || !f.known.of(r).attaches {
			break
		}
		i += size
	}
	return i
}

// space folds the white space that begins at i.
func (f *folder) space(text string, i int) int {
	f.gap()
	for i < len(text) {
		r, size := utf8.DecodeRuneInString(text[i:])
		if !unicode.IsSpace(r) {
			break
		}
		i += size
	}
	return i
}

// gap sees that what follows stands behind a space.
func (f *folder) gap() {
	if n := len(f.text); n > 0 && f.text[n-1] != ' ' {
		f.text = append(f.text, ' ')
	}
}

func (f *folder) plain(text string) {
	at := len(f.text)
	f.text = append(f.text, text...)
	for i, c := range f.text[at:] {
		if c-'A' < 26 {
			f.text[at+i] = c + ('a' - 'A')
			f.bits.upper.add(at + i)
		}
	}
}

func (f *folder) letter(l letter) {
	at := len(f.text)
	f.text = append(f.text, l.text...)
	if l.upper {
		f.bits.upper.add(at)
	}
	if l.marks != "" {
		f.bits.accent.add(at)
		if f.names != nil {
			f.marks = append(f.marks, f.names.number(l.marks))
		}
	}
	if l.joined {
		for i := at + 1; i < len(f.text); i++ {
			f.bits.inside.add(i)
		}
	}
}

// A stretch is what a step folded: text[from:to] became the bytes from folded
// to foldedEnd of the folded text.
type stretch struct {
	from, to          int
	folded, foldedEnd int
	plain             bool // byte for byte
}

// refold folds a block's text again, and tells what became of what.
func refold(text string) iter.Seq[stretch] {
	return func(yield func(stretch) bool) {
		f := folder{known: make(known, fewKnown)}
		for i := 0; i < len(text); {
			before := len(f.text)
			s := f.step(text, i)
			if !yield(stretch{i, s.next, before, len(f.text), s.plain}) {
				return
			}
			i = s.next
		}
	}
}
