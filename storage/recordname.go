package storage

import (
	"bytes"
	"encoding/binary"
	"fmt"
)

// Sizes of the numbers in keys.
const (
	seqSize     = 8 // of a change
	pieceNumber = 4 // of a piece of a text
)

// recordName names a record for people: a change by its number, a piece of a
// text by the text's hash and its own number, all else by its key; no key is the
// bucket itself.
func recordName(bucket string, key []byte) string {
	owner, rest, split := bytes.Cut(key, []byte{0})
	switch {
	case len(key) == 0: // of the whole bucket
		return bucket
	case bucket == journalBucket && len(key) == seqSize:
		return fmt.Sprintf("%s %d", bucket, binary.BigEndian.Uint64(key))
	case bucket == textsBucket && split && len(rest) == pieceNumber:
		return fmt.Sprintf("%s %q, piece %d", bucket, owner, uint64(binary.BigEndian.Uint32(rest))+1)
	case bucket == touchedBucket && split && len(rest) == seqSize:
		return fmt.Sprintf("%s %q, change %d", bucket, owner, binary.BigEndian.Uint64(rest))
	}
	return fmt.Sprintf("%s %q", bucket, key)
}
