package model

import (
	"crypto/sha256"
	"encoding/hex"
	"time"
)

// Hash names an exact text: the lower-case hex of its SHA-256.
type Hash string

// HashOf is the name of text.
func HashOf(text string) Hash {
	sum := sha256.Sum256([]byte(text))
	return Hash(hex.EncodeToString(sum[:]))
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
	Paths     []string // absolute, the last read one first
	URL       string
	Date      string // as the brief words it
	Outlet    string
	Author    string
	Handling  string // TLP or classification, as the brief words it
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
	Revision Hash
	Cursor   Span
}
