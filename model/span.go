package model

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// A Span is the half-open byte range [Start, End) of a brief text.
type Span struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

// ErrEmptySpan is returned where a span holds nothing that a reader could see.
var ErrEmptySpan = errors.New("the span holds no visible text")

// Empty reports whether s holds no byte.
func (s Span) Empty() bool { return s.End <= s.Start }

// Len is the number of bytes in s, never negative.
func (s Span) Len() int { return max(0, s.End-s.Start) }

// Contains reports whether the byte at offset lies in s.
func (s Span) Contains(offset int) bool { return s.Start <= offset && offset < s.End }

// Covers reports whether every byte of o lies in s.
func (s Span) Covers(o Span) bool { return s.Start <= o.Start && o.End <= s.End }

// Overlaps reports whether s and o share a byte.
func (s Span) Overlaps(o Span) bool { return s.Start < o.End && o.Start < s.End }

// Intersect is what s and o share; it may be empty.
func (s Span) Intersect(o Span) Span {
	return Span{max(s.Start, o.Start), min(s.End, o.End)}
}

// Compare orders spans as a reader meets them: by start, the longer one first
// where two start together.
func (s Span) Compare(o Span) int {
	if s.Start != o.Start {
		return s.Start - o.Start
	}
	return o.End - s.End
}

func (s Span) String() string { return fmt.Sprintf("%d:%d", s.Start, s.End) }

// ParseSpan reads "START:END".
func ParseSpan(text string) (Span, error) {
	a, b, ok := strings.Cut(text, ":")
	if ok {
		start, err1 := strconv.Atoi(strings.TrimSpace(a))
		end, err2 := strconv.Atoi(strings.TrimSpace(b))
		if err1 == nil && err2 == nil && start >= 0 && end > start {
			return Span{start, end}, nil
		}
	}
	return Span{}, fmt.Errorf("%q is no span: write START:END, two byte offsets, the second one larger", text)
}
