// Package hardtext makes the texts that readers of Markdown are measured by:
// blocks that are large, what is made to be slow, and ordinary briefs of any
// size. All of it is made up here, and always comes out the same. It is for
// tests and measuring, and no part of the program.
package hardtext

import "strings"

// A Text is one hard text, of any size.
type Text struct {
	Name  string
	Count int                    // the size of it that is meant: bytes, or what Name counts
	Of    func(count int) string // the text with so many
}

// Full is the text in the size that is meant.
func (t Text) Full() string { return t.Of(t.Count) }

// Small is the text in one n-th of its size.
func (t Text) Small(n int) string { return t.Of(max(1, t.Count/n)) }

const megabyte = 1 << 20

// repeat gives about size bytes of s, in whole copies.
func repeat(s string, size int) string { return strings.Repeat(s, size/len(s)+1) }

// repeated is the Text of about Count bytes of s.
func repeated(name, s string) Text {
	return Text{name, megabyte, func(size int) string { return repeat(s, size) }}
}

// after is the Text of about Count bytes of s behind what it needs before it.
func after(name, before, s string) Text {
	return Text{name, megabyte, func(size int) string { return before + repeat(s, size) }}
}

// mirrored is the Text of open many times, middle, and close as many times.
func mirrored(name, open, middle, closing string) Text {
	return Text{name, megabyte, func(size int) string {
		n := size/(len(open)+len(closing)) + 1
		return strings.Repeat(open, n) + middle + strings.Repeat(closing, n)
	}}
}
