package model

import (
	"crypto/sha256"
	"encoding/hex"
	"maps"
	"slices"
	"strings"
	"time"
)

// Hash names an exact text: the lower-case hex of its SHA-256.
type Hash string

// hashLength is how many digits a Hash has.
const hashLength = 2 * sha256.Size

// Valid reports whether h is written like the name of a text.
func (h Hash) Valid() bool {
	return len(h) == hashLength && strings.Trim(string(h), "0123456789abcdef") == ""
}

// HashOf is the name of text, which may be large: no copy is made of it.
func HashOf(text string) Hash {
	sum := sha256.New()
	piece := make([]byte, min(len(text), 32<<10))
	for len(text) > 0 {
		n := copy(piece, text)
		sum.Write(piece[:n]) // never fails
		text = text[n:]
	}
	return Hash(hex.EncodeToString(sum.Sum(nil)))
}

// BriefID names a brief: the leading hex of its first revision's hash, at
// least BriefIDLen digits, longer where two briefs would collide.
type BriefID string

// BriefIDLen is the usual number of hex digits of a BriefID.
const BriefIDLen = 12

// Format says what a brief came in as.
type Format string

// The formats that come in.
const (
	FormatMarkdown Format = "markdown"
	FormatText     Format = "text"
)

// A Revision is one exact text of a brief, kept whole in the store.
type Revision struct {
	Hash      Hash   // of the brief text
	Original  Hash   // of the bytes that came in
	Format    Format // of the bytes that came in
	Converter string // name and version of what made the brief text of them
	Bytes     int    // size of the brief text
	Words     int    // words of its visible text
	Units     int    // units of its visible text
	Arrived   time.Time
}

// A Brief is one briefing: an identity, a title, where it came from, and its
// revisions in the order of their arrival. Going back to an old text is a new
// arrival, so one hash can stand in Revisions twice.
type Brief struct {
	ID        BriefID
	Title     string
	Titled    bool     // somebody gave the title; a new text does not change it
	Paths     []string // absolute, the last read one first
	URL       string
	Date      string // as the brief words it
	Outlet    string
	Author    string
	Handling  string   // TLP or classification, as the brief words it
	Progress  Progress // "" where nobody said it
	Revisions []Revision
	Added     time.Time
	Opened    time.Time
	Removed   bool // taken off the shelf; undo brings it back
}

// Newest is the newest revision; the zero Revision where there is none.
func (b Brief) Newest() Revision {
	if len(b.Revisions) == 0 {
		return Revision{}
	}
	return b.Revisions[len(b.Revisions)-1]
}

// Path is where the brief was last read from, or "".
func (b Brief) Path() string {
	if len(b.Paths) == 0 {
		return ""
	}
	return b.Paths[0]
}

// A Place is where a reader left off in a brief. It is not journaled.
type Place struct {
	Revision  Hash // that the spans are of
	Cursor    Span
	Bookmarks []Bookmark // by name
}

// Equal reports whether p and o say the same.
func (p Place) Equal(o Place) bool {
	return p.Revision == o.Revision && p.Cursor == o.Cursor && slices.Equal(p.Bookmarks, o.Bookmarks)
}

// A Bookmark is a place that a person gave a letter, a to z.
type Bookmark struct {
	Name string
	Span Span
}

// Clone is a copy that shares nothing with b.
func (b Brief) Clone() Brief {
	b.Paths = slices.Clone(b.Paths)
	b.Revisions = slices.Clone(b.Revisions)
	return b
}

// Has reports whether text h is one of b's revisions.
func (b Brief) Has(h Hash) bool {
	return slices.ContainsFunc(b.Revisions, func(r Revision) bool { return r.Hash == h })
}

// SameRecord reports whether b and o say the same in every field that the
// journal keeps: all but Paths and Opened.
func (b Brief) SameRecord(o Brief) bool {
	return b.ID == o.ID && b.Title == o.Title && b.Titled == o.Titled && b.URL == o.URL && b.Date == o.Date && b.Outlet == o.Outlet &&
		b.Author == o.Author && b.Handling == o.Handling && b.Progress == o.Progress && b.Removed == o.Removed && b.Added.Equal(o.Added) &&
		slices.EqualFunc(b.Revisions, o.Revisions, Revision.Equal)
}

// Equal reports whether r and o say the same in every field.
func (r Revision) Equal(o Revision) bool {
	sameTime := r.Arrived.Equal(o.Arrived)
	r.Arrived, o.Arrived = time.Time{}, time.Time{}
	return sameTime && r == o
}

// ReadFrom puts path first among where b was read from.
func (b *Brief) ReadFrom(path string) {
	rest := slices.DeleteFunc(slices.Clone(b.Paths), func(p string) bool { return p == path })
	b.Paths = append([]string{path}, rest...)
}

// Counts is what was counted of a brief's newest revision, kept so that a
// shelf of many briefs need not read them all. It is true as long as At is the
// newest change of the brief.
type Counts struct {
	At        Seq
	Tags      map[Tag]int
	Countable int
	Marked    int
	Orphans   int // marks that were not found in the newest revision, nor left out of it
	Unsure    int // marks that were found there in other words or in another place, and not confirmed
}

// Unread is the number of countable units that are not marked.
func (c Counts) Unread() int { return c.Countable - c.Marked }

// Coverage is marked countable units over countable units, 0 to 1; 1 where
// there is nothing to count.
func (c Counts) Coverage() float64 {
	if c.Countable == 0 {
		return 1
	}
	return float64(c.Marked) / float64(c.Countable)
}

// Clone is a copy that shares nothing with c.
func (c Counts) Clone() Counts {
	c.Tags = maps.Clone(c.Tags)
	return c
}
