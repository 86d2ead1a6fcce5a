package sentence

import (
	"strings"
	"unicode"
)

// ends reports whether a sentence ends with t.
func (s *splitter) ends(t terminator) bool {
	f := t.after
	switch {
	case f.first == 0:
		return true
	case isContinue(f.first):
		return false
	case isBullet(f.first):
		return true
	case s.startsNextItem(f.at), f.spaced && s.startsPost(f):
		return true
	case t.sharp:
		return s.sharpEnds(t)
	}
	return s.stopEnds(t)
}

// startsPost reports whether f is a name or a topic as social media write them:
// @hale, #mali.
func (s *splitter) startsPost(f follower) bool {
	next, _ := at(s.text, f.at+1)
	return (f.first == '@' || f.first == '#') && unicode.IsLetter(next)
}

// sharpEnds judges a run with something in it that can only be an end.
func (s *splitter) sharpEnds(t terminator) bool {
	f := t.after
	if t.first != '!' && t.first != '?' && t.first != ';' && !isStop(t.first) {
		return s.nativeEnds(t)
	}
	switch {
	case f.first == '¿' || f.first == '¡':
		return true
	case unicode.IsLower(f.letter) && !brand(f.word):
		return false
	case t.inset:
		return false
	case !f.spaced && t.end == t.stops:
		return s.unspacedEnds(t)
	case t.quote && !f.opener && s.namesSpeaker(f.at):
		return false
	case t.quote && !f.spaced && s.quoteGoesOn(f):
		return false
	case t.quote && s.isCredit(f):
		return false
	case t.first == '!' && t.end == t.stops && !f.opener:
		name := wordBefore(s.text, t.at, s.start)
		return !s.lex.has(exclaiming, name) || s.opens(f)
	}
	return true
}

// nativeEnds judges a stop of a script that has one of its own: 。 । ։ ። ؟.
// It ends a sentence, unless a quotation that it closes is only a part of one.
func (s *splitter) nativeEnds(t terminator) bool {
	switch f := t.after; {
	case t.inset:
		return false
	case t.quote && !f.spaced && s.quoteGoesOn(f):
		return false
	case t.end > t.stops && !t.quote && !f.spaced && isCaseless(f.letter) && !s.opensSentence(t):
		return false // 彼は（本当だ。）と
	}
	return true
}

// opensSentence reports whether the bracket that t closes began the sentence.
func (s *splitter) opensSentence(t terminator) bool {
	r, _ := at(s.text, s.start)
	return markKind(r) != 0
}

// unspacedEnds judges "!" or "?" with no space after it: in a web address or
// between Latin letters it ends nothing, before a capital or among letters
// without case it does.
func (s *splitter) unspacedEnds(t terminator) bool {
	prev, _ := before(s.text, t.at)
	f := t.after
	switch {
	case f.opener:
		return isUpper(f.letter) || isCaseless(f.letter)
	case !isWord(f.first):
		return false
	case isCaseless(f.first):
		return isCaseless(prev)
	}
	return isUpper(f.first) && unicode.IsLower(prev) && !addressBefore(s.text, t.at)
}

// quoteGoesOn reports whether the words directly after a closed quotation in
// Chinese or Japanese still speak of it: 「…。」と言った, “……！”他说。
func (s *splitter) quoteGoesOn(f follower) bool {
	if !isCaseless(f.first) {
		return false
	}
	if unicode.Is(unicode.Hiragana, f.first) {
		return strings.ContainsRune("とっなはがをにのもで", f.first)
	}
	end := f.at
	for n := 0; n < 12 && end < len(s.text); n++ {
		r, size := at(s.text, end)
		if !unicode.IsLetter(r) {
			break
		}
		end += size
	}
	next, _ := at(s.text, end)
	said := strings.IndexAny(s.text[f.at:end], "说說道问問答喊叫称稱")
	if said < 0 || next == '：' {
		return false
	}
	prev, _ := before(s.text, f.at+said)
	return prev != '没' && prev != '沒' && prev != '不' // 她没说话
}

// namesSpeaker reports whether one to three capitalised words and a verb of
// saying stand at i: "…?" Alice Kone asked.
func (s *splitter) namesSpeaker(i int) bool {
	for n := 0; n < 4; n++ {
		word := wordAt(s.text, i)
		switch {
		case word == "":
			return false
		case n > 0 && s.lex.has(saying, word):
			return true
		case !isUpper(firstRune(word)) || s.lex.starts(word):
			return false
		}
		i = skipSpace(s.text, i+len(word))
	}
	return false
}

// stopEnds judges a run of full stops.
func (s *splitter) stopEnds(t terminator) bool {
	f := t.after
	switch {
	case f.letter == 0:
		return f.spaced && t.dots != 3
	case unicode.IsLower(f.letter) && !brand(f.word):
		return s.sloppyEnds(t) || f.spaced && (s.startsParagraph(f.at) || s.startsClitic(f.at)) && t.dots == 1 && !s.suppressed(t)
	case t.inset:
		return false
	case !f.spaced:
		return s.unspacedStopEnds(t)
	case t.dots > 1:
		return s.ellipsisEnds(t)
	case s.armenianPause(t), t.quote && s.isCredit(f):
		return false
	}
	return !s.suppressed(t)
}

// sloppyEnds judges a stop before a word in lower case: it ends a sentence only
// where capitals are left out, behind a whole word and before an article or
// pronoun.
func (s *splitter) sloppyEnds(t terminator) bool {
	f := t.after
	if !f.spaced || t.dots != 1 || t.end > t.stops || f.opener || f.dash || !s.lex.has(sloppy, f.word) {
		return false
	}
	word := wordBefore(s.text, t.at, s.start)
	return len(word) > 4 && unicode.IsLetter(firstRune(word)) && !strings.ContainsAny(word, ".-") && s.lex.lookup(word) == 0
}

// unspacedStopEnds judges a stop with no space after it, as between sentences
// set without one: behind a closing mark before a capital, never in a number,
// a file name or an address.
func (s *splitter) unspacedStopEnds(t terminator) bool {
	f := t.after
	if t.end == t.stops && !f.opener {
		return s.runTogether(t)
	}
	return (t.end > t.stops || f.first != '(' && f.first != '[') && (isUpper(f.letter) || isCaseless(f.letter))
}

// runTogether reports whether two sentences meet at t without a space between
// them, as in text that was copied from a page: "in March.The ships". Both words
// must read as prose, not as the parts of a name or an address.
func (s *splitter) runTogether(t terminator) bool {
	f := t.after
	next, _ := at(f.word, len(string(f.letter)))
	if t.dots != 1 || f.first != f.letter || !isUpper(f.letter) || !unicode.IsLower(next) || addressBefore(s.text, t.at) {
		return false
	}
	prev, _ := before(s.text, t.at)
	word := wordBefore(s.text, t.at, s.start)
	prose := len(word) > 2 && unicode.IsLower(prev) && !strings.Contains(word, ".") || unicode.IsDigit(prev) || markKind(prev) == '"'
	return prose && (s.opens(f) || s.lex.lookup(f.word)&never != 0) && s.lex.lookup(word) == 0
}

// leaders is the number of dots above which they lead to a page: "Ports ..... 7".
const leaders = 4

// ellipsisEnds judges several dots before a capital, a digit or a letter
// without case. Dots set apart from the word before them leave something out
// of a sentence; with a fourth one among them it also ends.
func (s *splitter) ellipsisEnds(t terminator) bool {
	prev, _ := before(s.text, t.at)
	if t.dots > leaders && unicode.IsDigit(t.after.letter) {
		return false
	}
	if gap := trimEnd(s.text, s.start, t.at); gap > s.start && gap < t.at && s.text[gap-1] == '.' {
		return true // "They fled. . . ." The stop that the dots hang on was kept.
	}
	return t.dots > 3 || !unicode.IsSpace(prev)
}

// armenianPause reports whether the stop is Armenian's ".", which is weaker
// than its full stop.
func (s *splitter) armenianPause(t terminator) bool {
	prev, _ := before(s.text, t.at)
	return unicode.Is(unicode.Armenian, prev) && s.armenian
}
