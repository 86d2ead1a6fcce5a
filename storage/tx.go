package storage

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"

	bolt "go.etcd.io/bbolt"

	"obelus/model"
)

// The buckets. Keys of several parts have a NUL between them; numbers are big
// endian, so that bbolt's order of bytes is theirs.
const (
	briefsBucket  = "briefs"  // brief id → brief
	pathsBucket   = "paths"   // path → id of the brief last read from it
	arrivedBucket = "arrived" // text hash, brief id → nothing
	textsBucket   = "texts"   // text hash → size and pieces; text hash, number → a compressed piece
	marksBucket   = "marks"   // mark id → mark
	spansBucket   = "spans"   // brief id, text hash → bucket: span, mark id → outline
	journalBucket = "journal" // seq → change
	touchedBucket = "touched" // brief id, seq → nothing
	placesBucket  = "places"  // brief id → place
	countsBucket  = "counts"  // brief id → counts
	rulingsBucket = "rulings" // kind, brief id, key → value
)

func buckets() []string {
	return []string{
		metaBucket, briefsBucket, pathsBucket, arrivedBucket, textsBucket, marksBucket, spansBucket,
		journalBucket, touchedBucket, placesBucket, countsBucket, rulingsBucket,
	}
}

// A Tx is one transaction. Its methods that change something fail in a Read.
type Tx struct {
	bolt *bolt.Tx // nil where there is no file yet
	zip  *zipper
	told map[model.Hash][]model.BriefID // texts that the journal tells of, where that was wanted
}

var errReads = errors.New("this transaction only reads")

// A recordError says which record is damaged.
type recordError struct {
	bucket string
	key    []byte
	cause  error
}

func (e *recordError) Error() string {
	return fmt.Sprintf("the store's record %s is damaged: %v; obelus check lists what is", e.where(), e.cause)
}

func (e *recordError) where() string { return recordName(e.bucket, e.key) }

func (e *recordError) Unwrap() []error { return []error{ErrDamaged, e.cause} }

// bucket is nil where there is no file yet.
func (tx *Tx) bucket(name string) *bolt.Bucket {
	if tx.bolt == nil {
		return nil
	}
	return tx.bolt.Bucket([]byte(name))
}

// cursor walks a bucket; there is none where there is no file.
func (tx *Tx) cursor(name string) *bolt.Cursor {
	if b := tx.bucket(name); b != nil {
		return b.Cursor()
	}
	return nil
}

// get gives the payload of a record, which is valid in the transaction only.
func (tx *Tx) get(name string, key []byte) (payload []byte, ok bool, err error) {
	b := tx.bucket(name)
	if b == nil || len(key) == 0 || len(key) > bolt.MaxKeySize {
		return nil, false, nil
	}
	record := b.Get(key)
	if record == nil {
		return nil, false, nil
	}
	payload, err = unseal(key, record)
	if err != nil {
		return nil, false, &recordError{name, bytes.Clone(key), err}
	}
	return payload, true, nil
}

func (tx *Tx) put(name string, key, payload []byte) error {
	if tx.bolt == nil || !tx.bolt.Writable() {
		return errReads
	}
	b := tx.bucket(name)
	if name == journalBucket || name == marksBucket {
		b.FillPercent = fullPages
	}
	return b.Put(key, seal(key, payload))
}

// fullPages is how full a page is left that is cut in two in a bucket whose keys
// mostly come in their order (numbers; ids that begin with the time): nothing
// comes between them any more, and bbolt's own half would double the file.
const fullPages = 0.95

func (tx *Tx) delete(name string, key []byte) error {
	if tx.bolt == nil || !tx.bolt.Writable() {
		return errReads
	}
	return tx.bucket(name).Delete(key)
}

// decoded reads a whole payload with read.
func decoded[T any](bucket string, key, payload []byte, read func(*decoder) T) (T, error) {
	d := &decoder{b: payload}
	v := read(d)
	if err := d.done(); err != nil {
		return v, &recordError{bucket, bytes.Clone(key), err}
	}
	return v, nil
}

// load reads one record.
func load[T any](tx *Tx, bucket string, key []byte, read func(*decoder) T) (v T, ok bool, err error) {
	payload, ok, err := tx.get(bucket, key)
	if err != nil || !ok {
		return v, false, err
	}
	v, err = decoded(bucket, key, payload, read)
	return v, err == nil, err
}

// keysWith lists the keys that begin with prefix, copied, at most limit of
// them (0: all).
func (tx *Tx) keysWith(name string, prefix []byte, limit int) [][]byte {
	c := tx.cursor(name)
	if c == nil {
		return nil
	}
	var keys [][]byte
	for k, _ := c.Seek(prefix); k != nil && bytes.HasPrefix(k, prefix); k, _ = c.Next() {
		if limit > 0 && len(keys) == limit {
			break
		}
		keys = append(keys, bytes.Clone(k))
	}
	return keys
}

// joined is a key of several parts.
func joined(parts ...string) []byte {
	var key []byte
	for i, p := range parts {
		if i > 0 {
			key = append(key, 0)
		}
		key = append(key, p...)
	}
	return key
}

// under is the beginning of the keys whose first parts are these.
func under(parts ...string) []byte { return append(joined(parts...), 0) }

func seqKey(seq model.Seq) []byte { return binary.BigEndian.AppendUint64(nil, uint64(seq)) }

func touchedKey(id model.BriefID, seq model.Seq) []byte {
	return binary.BigEndian.AppendUint64(under(string(id)), uint64(seq))
}
