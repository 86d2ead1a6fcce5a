package sentence

import (
	"strings"
	"unicode"
)

// An item is the label of an item in an enumeration that runs on within a line:
// "1.", "2)", "(c)", "•".
type item struct {
	style itemStyle
	value int
	shape rune // what stands behind the label: '.', ')' or 'x' for both
	name  bool // it can as well be an initial: "A. Kone and B. Diarra"
}

// itemStyle says what the labels of an enumeration count with.
type itemStyle uint8

const (
	noItem itemStyle = iota
	bulleted
	numbered
	lettered
	roman
)

// follows reports whether i is the label after prev in one enumeration.
func (i item) follows(prev item) bool {
	if i.style == roman && prev.style == lettered && i.value == 2 {
		prev = item{style: roman, value: map[int]int{'i': 1, 'I': 1}[prev.value], shape: prev.shape}
	}
	return i.style != noItem && i.style == prev.style && i.shape == prev.shape &&
		(i.style == bulleted || i.value == prev.value+1)
}

// itemAt reads the label of an item at i, and gives where its text begins; no
// item and i itself where there is none. While an enumeration is under way a
// sentence that is not its next item leaves it as it is.
func itemAt(text string, i int, under item) (item, int) {
	r, size := at(text, i)
	if isBullet(r) {
		_, end := itemAt(text, skipSpace(text, i+size), item{})
		return item{style: bulleted, shape: r}, end
	}
	n, open := i, r == '('
	if open {
		n++
	}
	found, end := countAt(text, n)
	if found.style == noItem {
		return under, i
	}
	if section := sectionEnd(text, end); found.style == numbered && section > end {
		return under, section
	}
	if found.shape, end = labelEnd(text, end, open); found.shape == 0 {
		return under, i
	}
	if space, _ := isSpaceAt(text, end); !space && found.shape != '）' {
		return under, i
	}
	r, _ = at(text, n)
	found.name = found.shape == '.' && (found.style == lettered || found.style == roman) && isUpper(r)
	return found, end
}

// startsParagraph reports whether a paragraph of a statute begins at i: a label
// in brackets with a capital behind it, "(b) The Board".
func (s *splitter) startsParagraph(i int) bool {
	label, end := itemAt(s.text, i, item{})
	next, _ := at(s.text, skipSpace(s.text, end))
	return label.shape == '(' && isUpper(next)
}

// startsClitic reports whether a Dutch sentence begins at i with a word that is
// cut short and keeps its small letter: "'s Avonds", "'t Is".
func (s *splitter) startsClitic(i int) bool {
	r, size := at(s.text, i)
	word := wordAt(s.text, i+size)
	next, _ := at(s.text, skipSpace(s.text, i+size+len(word)))
	return isSingle(r) && hasField("s t k n m", word) && isUpper(next)
}

// sectionEnd is where the number of a section ends whose first part ends at i,
// "2.3." or "2.3.1", with the stop and before white space; i where it is none.
func sectionEnd(text string, i int) int {
	n := i
	for parts := 0; n < len(text) && text[n] == '.' && n < i+lookahead; parts++ {
		end := n + 1
		for end < len(text) && text[end] >= '0' && text[end] <= '9' {
			end++
		}
		if space, _ := isSpaceAt(text, end); end == n+1 && parts > 0 && space {
			return end
		} else if end == n+1 || end > n+4 {
			return i
		}
		n = end
	}
	return i
}

// isList reports whether the labels that follow first come behind i, so that
// first is one and not an initial: "A. Bread B. Salt C. Oil".
func isList(text string, i int, first item) bool {
	text = text[:min(len(text), i+lookahead*8)]
	wanted := 2
	if r := rune(first.value); first.style == lettered && r != 'A' && r != 'I' {
		return false
	}
	for {
		n := strings.IndexByte(text[i:], '.')
		if n < 0 {
			return false
		}
		i += n + 1
		word := wordBefore(text, i-1, 0)
		if space, _ := isSpaceAt(text, i); !space || !isUpper(firstRune(word)) || strings.Contains(word, ".") {
			continue
		}
		next, _ := itemAt(text, i-1-len(word), item{})
		if !next.name || !next.follows(first) {
			continue
		}
		if wanted--; wanted == 0 || next.style == roman {
			return true
		}
		first = next
	}
}

// countAt reads what a label counts with: up to three digits, or one Latin or
// Cyrillic letter.
func countAt(text string, i int) (item, int) {
	n := i
	value := 0
	for n < len(text) && n < i+3 && text[n] >= '0' && text[n] <= '9' {
		value = value*10 + int(text[n]-'0')
		n++
	}
	if n > i {
		return item{style: numbered, value: value}, n
	}
	if value, end := romanAt(text, i); value > 1 {
		return item{style: roman, value: value}, end
	}
	r, size := at(text, i)
	if unicode.In(r, unicode.Latin, unicode.Cyrillic) && unicode.IsLetter(r) {
		return item{style: lettered, value: int(r)}, i + size
	}
	return item{}, i
}

// romanAt reads a Roman number below forty, in capitals or not; 0 where none
// stands at i.
func romanAt(text string, i int) (value, end int) {
	end = i
	last := 0
	for end < len(text) && end < i+6 {
		n := 0
		switch text[end] | 0x20 {
		case 'i':
			n = 1
		case 'v':
			n = 5
		case 'x':
			n = 10
		}
		if n == 0 {
			break
		}
		if value += n; last != 0 && last < n {
			value -= 2 * last
		}
		last = n
		end++
	}
	return value, end
}

// labelEnd reads what closes a label: a full stop, a bracket, or both.
func labelEnd(text string, i int, open bool) (shape rune, end int) {
	c, size := at(text, i)
	d, next := at(text, i+size)
	switch {
	case c == '.' && d == ')':
		return 'x', i + 2
	case c == '.' && d == '）':
		return d, i + size + next
	case c == ')' && open:
		return '(', i + 1
	case c == ')', c == '.' && !open, c == '）':
		return c, i + size
	}
	return 0, i
}
