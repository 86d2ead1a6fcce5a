package export

import (
	"fmt"
	"math/bits"
	"strconv"
	"strings"

	"obelus/briefs/markdown"
	"obelus/model"
)

// A wordsSum tells the words of a mark without saying them: how many bytes they
// are, white space folded, and their rolling hash (Karp and Rabin, 1987). In a
// record it is "BYTES:HASH". The zero one says nothing.
type wordsSum struct {
	size int
	hash uint64
}

// The hash is a polynomial over the bytes, modulo the Mersenne prime 2^61-1.
const (
	hashPrime = 1<<61 - 1
	hashBase  = 0x1f3d5b79a2c4e681
)

// mulmod is a·b modulo hashPrime.
func mulmod(a, b uint64) uint64 {
	hi, lo := bits.Mul64(a, b)
	_, rem := bits.Div64(hi, lo, hashPrime)
	return rem
}

// roll adds a byte to a hash.
func roll(h uint64, c byte) uint64 { return (mulmod(h, hashBase) + uint64(c) + 1) % hashPrime }

// sumOfWords is the sum of text.
func sumOfWords(text string) wordsSum {
	words := oneLine(text)
	s := wordsSum{size: len(words)}
	for i := range len(words) {
		s.hash = roll(s.hash, words[i])
	}
	return s
}

// oneLine is text with one space for any white space.
func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }

// MarshalText writes "BYTES:HASH".
func (s wordsSum) MarshalText() ([]byte, error) {
	return fmt.Appendf(nil, "%d:%s", s.size, strconv.FormatUint(s.hash, 36)), nil
}

// UnmarshalText reads "BYTES:HASH"; anything else says nothing.
func (s *wordsSum) UnmarshalText(data []byte) error {
	size, hash, _ := strings.Cut(string(data), ":")
	n, err1 := strconv.Atoi(size)
	h, err2 := strconv.ParseUint(hash, 36, 64)
	if *s = (wordsSum{}); err1 == nil && err2 == nil && n > 0 {
		*s = wordsSum{n, h}
	}
	return nil
}

// mostLooked bounds what looking for words costs: bytes of text times different
// lengths of what is looked for.
const mostLooked = 1 << 31

// A lookup finds words in a text by their sums alone.
type lookup struct {
	doc    *markdown.Document
	folded string // the visible text, white space folded
	places map[wordsSum][]model.Span
}

// newLookup looks for all of wanted in doc. Those for which there is no time are
// as if they were not there.
func newLookup(doc *markdown.Document, wanted []wordsSum) *lookup {
	l := &lookup{doc: doc, places: map[wordsSum][]model.Span{}}
	bySize := map[int]map[uint64]bool{}
	for _, s := range wanted {
		if s.size <= 0 {
			continue
		}
		if bySize[s.size] == nil {
			bySize[s.size] = map[uint64]bool{}
		}
		bySize[s.size][s.hash] = true
	}
	if len(bySize) == 0 {
		return l
	}
	l.folded = oneLine(doc.Visible())
	left := mostLooked
	for size, hashes := range bySize {
		if left -= len(l.folded); left < 0 {
			break
		}
		l.scan(size, hashes)
	}
	return l
}

// scan goes through the text with a window of size bytes.
func (l *lookup) scan(size int, hashes map[uint64]bool) {
	text := l.folded
	if size > len(text) {
		return
	}
	power := uint64(1) // hashBase^(size-1): what the byte that leaves weighs
	for range size - 1 {
		power = mulmod(power, hashBase)
	}
	var h uint64
	for i := range len(text) {
		if i >= size {
			out := mulmod(power, uint64(text[i-size])+1)
			h = (h + hashPrime - out) % hashPrime
		}
		h = roll(h, text[i])
		if i < size-1 || !hashes[h] {
			continue
		}
		s := wordsSum{size, h}
		if _, known := l.places[s]; !known {
			l.places[s] = l.doc.Find(text[i-size+1 : i+1])
		}
	}
}
