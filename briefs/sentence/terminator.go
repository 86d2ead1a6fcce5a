package sentence

import (
	"strings"
	"unicode"
)

// A terminator is a run of stops with the marks that close around it, and what
// stands on both sides of it.
type terminator struct {
	at    int  // of the first stop
	stops int  // end of the run of stops
	end   int  // end of the closing marks after it
	dots  int  // full stops in the run; an ellipsis sign counts three
	sharp bool // the run holds something that can only be an end
	first rune // the run's first rune
	quote bool // a closing quotation mark stands among the closing marks
	inset bool // they close a bracket that began in lower case within the sentence
	empty bool // they close a bracket that holds no word: "(...)"
	after follower
}

// A follower is what stands after a terminator.
type follower struct {
	spaced  bool   // behind white space
	broken  bool   // behind a newline
	at      int    // of the first visible rune
	first   rune   // that rune; 0 at the end of the text
	opener  bool   // a quotation mark or bracket opens before the word
	dash    bool   // a dash stands before the word
	word    string // the first word, as far as the rules look; may be ""
	initial bool   // the word is one letter with a full stop
	stopped bool   // a full stop follows the word, which is short
	letter  rune   // its first rune; 0 where there is none

	kind wordKind // of the word, where a full stop follows it
}

// terminator judges the run of stops at pos.
func (s *splitter) terminator() {
	t := s.readTerminator(s.pos)
	s.pos = max(t.end, t.stops)
	if s.kept(t.end) || t.empty && !(t.after.spaced && s.opens(t.after)) {
		return
	}
	if t.after.broken {
		s.pos = t.end // the newline is judged by itself
		if s.lastsLine(t) {
			s.cut(t.end)
		}
		return
	}
	if s.ends(t) {
		s.cut(t.end)
	}
}

// lastsLine reports whether a sentence ends with t at the end of a line, whatever
// the next line begins with: with an abbreviation it does not.
func (s *splitter) lastsLine(t terminator) bool {
	return t.sharp || t.dots != 1 || !s.suppressed(t)
}

// readTerminator reads the run of stops at i, its closing marks and what
// follows.
func (s *splitter) readTerminator(i int) terminator {
	t := terminator{at: i, stops: i}
	t.first, _ = at(s.text, i)
	s.readStops(&t)
	s.readClosers(&t)
	t.after = s.follower(t.end)
	return t
}

// readStops takes the run of stops, and the dots of a spaced ellipsis: three
// dots set apart are an omission, a fourth one is the stop.
func (s *splitter) readStops(t *terminator) {
	for {
		r, size := at(s.text, t.stops)
		switch {
		case r == '…':
			t.dots += 3
		case isStop(r):
			t.dots++
		case isTerminal(r), r == '፡', r == ':' && t.stops == t.at, r == ';' && t.stops == t.at:
			t.sharp = true
		case r == ':' && s.isArmenianStop(t.stops):
			t.sharp = true
		case size > 0 && isExtend(r) && t.stops > t.at:
		default:
			if !s.spacedDots(t) {
				return
			}
			continue
		}
		t.stops += size
	}
}

// spacedDots goes on to the next dot of an ellipsis written ". . ." that began
// after a space. One that hangs on a word begins with that word's own stop.
func (s *splitter) spacedDots(t *terminator) bool {
	prev, _ := before(s.text, t.at)
	if t.sharp || t.dots == 0 || t.dots > 8 || !unicode.IsSpace(prev) {
		return false
	}
	r, size := at(s.text, t.stops)
	if r != ' ' && r != '\u00a0' || !strings.HasPrefix(s.text[t.stops+size:], ".") {
		return false
	}
	t.stops += size
	return true
}

// readClosers takes the marks that close around the stops, and references to
// notes ("[12]", "²"), which belong to the sentence before them.
func (s *splitter) readClosers(t *terminator) {
	t.end = t.stops
	for t.end < len(s.text) {
		r, size := at(s.text, t.end)
		note := noteAt(s.text, t.end)
		if note == 0 && (t.end == t.stops || t.quote) {
			note = s.numbersAt(t)
		}
		switch {
		case note > 0:
			t.end += note
		case s.closesEmphasis(r, t.end+size):
			t.end += size
		case tagAt(s.text, t.end, true) > 0:
			t.end += tagAt(s.text, t.end, true)
		case isExtend(r):
			t.end += size
		case markKind(r) != 0:
			p, ok := s.pairs.closing(t.end, &s.nextPair)
			if !ok && !unicode.In(r, unicode.Pe, unicode.Pf) {
				return
			}
			s.closePair(t, p, ok)
			t.end += size
		case (r == '\'' || r == '’' || r == '‘') && s.closesSingle(t.end+size):
			t.quote = true
			t.end += size
		case unicode.IsSpace(r) && s.spacedCloser(t.end+size):
			t.end += size
		case r == ' ' && faceAt(s.text, t.end+1) > 0:
			t.end += 1 + faceAt(s.text, t.end+1)
		case r > 0x7f && unicode.Is(unicode.Pe, r):
			t.end += size
		case t.end > t.stops && !t.empty && (isStop(r) || isTerminal(r)):
			t.inset, t.sharp = false, true // the sentence's own stop, behind the bracket's
			t.end += size
		default:
			return
		}
	}
}

// closePair notes what kind of pair a terminator closes.
func (s *splitter) closePair(t *terminator, p pair, matched bool) {
	t.quote = t.quote || p.quote
	if !matched || p.quote || p.open < s.start {
		return
	}
	_, size := at(s.text, p.open)
	first, _ := at(s.text, p.open+size)
	inner := s.text[p.open+size : p.close]
	t.empty = t.empty || p.close-p.open < lookahead && strings.IndexFunc(inner, isWord) < 0
	t.inset = t.inset || p.open > s.start && unicode.IsLower(first)
}

// closesSingle reports whether a single quotation mark that ends at i closes.
func (s *splitter) closesSingle(i int) bool {
	r, size := at(s.text, i)
	return size == 0 || !isWord(r)
}

// spacedCloser reports whether a closing mark stands at i behind a space, as in
// French: « Vraiment ? »
func (s *splitter) spacedCloser(i int) bool {
	r, _ := at(s.text, i)
	if r != '»' && r != '›' {
		return false
	}
	from := s.nextPair
	_, ok := s.pairs.closing(i, &from)
	return ok
}

// follower reads what stands at i.
func (s *splitter) follower(i int) follower {
	f := follower{at: skipSpace(s.text, i)}
	f.spaced = f.at > i
	f.broken = strings.IndexByte(s.text[i:f.at], '\n') >= 0
	f.first, _ = at(s.text, f.at)
	for n := f.at; n < len(s.text) && n < f.at+lookahead; {
		if tag := tagAt(s.text, n, false); tag > 0 {
			n += tag
			continue
		}
		r, size := at(s.text, n)
		switch {
		case isWord(r):
			f.letter = r
			f.word = wordAt(s.text, n)
			end := n + len(f.word)
			stop := end < len(s.text) && s.text[end] == '.'
			f.initial = stop && len(f.word) == size
			f.stopped = stop && len(f.word) < 8
			if stop {
				f.kind = s.lex.lookup(f.word)
			}
			return f
		case r == '\n', n > f.at && (isStop(r) || isTerminal(r)):
			return f
		case markKind(r) != 0 || unicode.In(r, unicode.Ps, unicode.Pi):
			f.opener = true
		case isDash(r):
			f.dash = true
		}
		n += size
	}
	return f
}
