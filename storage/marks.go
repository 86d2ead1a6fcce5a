package storage

import (
	"bytes"
	"encoding/binary"
	"errors"
	"iter"
	"math"

	bolt "go.etcd.io/bbolt"

	"obelus/model"
)

func decodeMark(d *decoder) model.Mark { return d.mark() }

// spanKeySize is two numbers of four bytes: a start, and an end counted down
// so that of two spans with one start the longer comes first.
const spanKeySize = 8

func spanKey(s model.Span, id model.MarkID) []byte {
	key := make([]byte, spanKeySize, spanKeySize+len(id))
	binary.BigEndian.PutUint32(key, uint32(s.Start))
	binary.BigEndian.PutUint32(key[4:], math.MaxUint32-uint32(s.End))
	return append(key, id...)
}

// Mark reads a mark.
func (tx *Tx) Mark(id model.MarkID) (model.Mark, bool, error) {
	return load(tx, marksBucket, []byte(id), decodeMark)
}

// MarkIDs lists at most limit ids that begin with prefix.
func (tx *Tx) MarkIDs(prefix string, limit int) ([]model.MarkID, error) {
	var ids []model.MarkID
	for _, k := range tx.keysWith(marksBucket, []byte(prefix), limit) {
		ids = append(ids, model.MarkID(k))
	}
	return ids, nil
}

// Tagged yields the ids of the marks of a brief that have a tag, from their
// outlines.
func (tx *Tx) Tagged(tag model.Tag, id model.BriefID) iter.Seq2[model.MarkID, error] {
	return func(yield func(model.MarkID, error) bool) {
		prefix := under(string(id))
		c := tx.cursor(spansBucket)
		if c == nil {
			return
		}
		for k, _ := c.Seek(prefix); k != nil && bytes.HasPrefix(k, prefix); k, _ = c.Next() {
			spans, err := tx.Spans(id, model.Hash(k[len(prefix):]))
			if err != nil && !yield("", err) {
				return
			}
			for _, s := range spans {
				if s.Tag == tag && !yield(s.ID, nil) {
					return
				}
			}
		}
	}
}

// revisionSpans is the bucket of one revision's spans, nil where it has none.
func (tx *Tx) revisionSpans(id model.BriefID, revision model.Hash) *bolt.Bucket {
	b := tx.bucket(spansBucket)
	if b == nil || id == "" {
		return nil
	}
	return b.Bucket(joined(string(id), string(revision)))
}

// MarkedTexts lists the texts that marks of a brief stand on, in the order of
// the hashes.
func (tx *Tx) MarkedTexts(id model.BriefID) ([]model.Hash, error) {
	b := tx.bucket(spansBucket)
	if b == nil {
		return nil, nil
	}
	var texts []model.Hash
	prefix := under(string(id))
	c := b.Cursor()
	for k, _ := c.Seek(prefix); k != nil && bytes.HasPrefix(k, prefix); k, _ = c.Next() {
		if first, _ := b.Bucket(k).Cursor().First(); first != nil { // those of marks that moved on stay behind, empty
			texts = append(texts, model.Hash(k[len(prefix):]))
		}
	}
	return texts, nil
}

// Spans outlines the marks on one revision in document order, without reading
// the marks themselves.
func (tx *Tx) Spans(id model.BriefID, revision model.Hash) ([]model.MarkSpan, error) {
	b := tx.revisionSpans(id, revision)
	if b == nil {
		return nil, nil
	}
	n := 0
	c := b.Cursor()
	for k, _ := c.First(); k != nil; k, _ = c.Next() {
		n++
	}
	out := newOutlines(n)
	for k, v := c.First(); k != nil; k, v = c.Next() {
		if err := out.add(k, v); err != nil {
			return nil, &recordError{spansBucket, bytes.Clone(k), err}
		}
	}
	return out.spans(), nil
}

// outlines collects outlines. The ids are cut from one text in the end, and
// room is made once: ten thousand small allocations cost more than reading.
type outlines struct {
	found []model.MarkSpan
	ids   []byte
	ends  []int // of ids
	tags  []model.Tag
	name  model.Analyst // of the last one: mostly of the next one too
}

// idLength is how long a mark's id mostly is: a UUID as text.
const idLength = 36

func newOutlines(n int) *outlines {
	return &outlines{
		found: make([]model.MarkSpan, 0, n), ids: make([]byte, 0, n*idLength), ends: make([]int, 0, n), tags: model.Tags(),
	}
}

// An outline's payload: the tag's index, one byte of flags, the analyst.
const flagHollow = 1

func outlinePayload(m model.Mark) []byte {
	var flags byte
	if m.Hollow() {
		flags = flagHollow
	}
	return append([]byte{tagIndex(m.Tag), flags}, m.Analyst...)
}

func tagIndex(t model.Tag) byte {
	for i, known := range model.Tags() {
		if t == known {
			return byte(i)
		}
	}
	return math.MaxUint8
}

func (o *outlines) add(key, record []byte) error {
	payload, err := unseal(key, record)
	if err != nil {
		return err
	}
	if len(payload) < 2 || int(payload[0]) >= len(o.tags) || len(key) <= spanKeySize {
		return errShort
	}
	if string(o.name) != string(payload[2:]) {
		o.name = model.Analyst(payload[2:])
	}
	o.found = append(o.found, model.MarkSpan{
		Span: spanOf(key), Tag: o.tags[payload[0]], Hollow: payload[1]&flagHollow != 0, Analyst: o.name,
	})
	o.ids = append(o.ids, key[spanKeySize:]...)
	o.ends = append(o.ends, len(o.ids))
	return nil
}

func (o *outlines) spans() []model.MarkSpan {
	ids := string(o.ids)
	start := 0
	for i, end := range o.ends {
		o.found[i].ID = model.MarkID(ids[start:end])
		start = end
	}
	return o.found
}

func spanOf(key []byte) model.Span {
	return model.Span{
		Start: int(binary.BigEndian.Uint32(key)),
		End:   int(math.MaxUint32 - binary.BigEndian.Uint32(key[4:])),
	}
}

// MarksAt lists the marks with exactly that span.
func (tx *Tx) MarksAt(id model.BriefID, revision model.Hash, span model.Span) ([]model.Mark, error) {
	return tx.marksOn(id, revision, spanKey(span, ""))
}

// Marks lists the marks of all revisions of a brief, in document order within
// a revision.
func (tx *Tx) Marks(id model.BriefID) ([]model.Mark, error) {
	b := tx.bucket(spansBucket)
	if b == nil {
		return nil, nil
	}
	var marks []model.Mark
	prefix := under(string(id))
	c := b.Cursor()
	for k, _ := c.Seek(prefix); k != nil && bytes.HasPrefix(k, prefix); k, _ = c.Next() {
		here, err := tx.marksOn(id, model.Hash(k[len(prefix):]), nil)
		if err != nil {
			return nil, err
		}
		marks = append(marks, here...)
	}
	return marks, nil
}

// marksOn reads the marks on a revision whose span's key begins with prefix.
func (tx *Tx) marksOn(id model.BriefID, revision model.Hash, prefix []byte) ([]model.Mark, error) {
	b := tx.revisionSpans(id, revision)
	if b == nil {
		return nil, nil
	}
	var marks []model.Mark
	c := b.Cursor()
	for k, _ := c.Seek(prefix); k != nil && bytes.HasPrefix(k, prefix); k, _ = c.Next() {
		if len(k) <= spanKeySize {
			return nil, &recordError{spansBucket, bytes.Clone(k), errShort}
		}
		m, ok, err := tx.Mark(model.MarkID(k[spanKeySize:]))
		if err == nil && !ok {
			err = &recordError{marksBucket, bytes.Clone(k[spanKeySize:]), errMissing}
		}
		if err != nil {
			return nil, err
		}
		marks = append(marks, m)
	}
	return marks, nil
}

// putMark writes a mark and its indexes.
func (tx *Tx) putMark(m model.Mark) error {
	if m.ID == "" || m.Span.Start < 0 || m.Span.End > math.MaxUint32 || tagIndex(m.Tag) == math.MaxUint8 {
		return errors.New("a mark without an id, a span or a tag cannot be kept")
	}
	var e encoder
	e.mark(m)
	if err := tx.put(marksBucket, []byte(m.ID), e.b); err != nil {
		return err
	}
	b, err := tx.bucket(spansBucket).CreateBucketIfNotExists(joined(string(m.Brief), string(m.Revision)))
	if err != nil {
		return err
	}
	key := spanKey(m.Span, m.ID)
	return b.Put(key, seal(key, outlinePayload(m)))
}

// dropMark removes a mark and its indexes.
func (tx *Tx) dropMark(m model.Mark) error {
	if err := tx.delete(marksBucket, []byte(m.ID)); err != nil {
		return err
	}
	if b := tx.revisionSpans(m.Brief, m.Revision); b != nil {
		return b.Delete(spanKey(m.Span, m.ID))
	}
	return nil
}
