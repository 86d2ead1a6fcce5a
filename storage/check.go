package storage

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"slices"

	bolt "go.etcd.io/bbolt"

	"obelus/model"
)

// maxProblems bounds a list that a badly damaged store would make endless.
const maxProblems = 1000

// Check walks everything: every record's checksum and content, whether the
// indexes agree with the records, the journal's numbers, the texts' hashes and
// bbolt's own pages. It lists what is wrong; the error is for what keeps it
// from looking.
func (s *Store) Check(ctx context.Context) ([]model.Problem, error) {
	var problems []model.Problem
	err := s.Read(ctx, func(tx *Tx) error {
		if tx.bolt == nil {
			return nil
		}
		c := &checker{tx: tx, ctx: ctx}
		c.run()
		problems = c.problems
		return ctx.Err()
	})
	if errors.Is(err, ErrDamaged) {
		return slices.Concat(problems, []model.Problem{{Where: s.path, What: err.Error()}}, s.brokenPages()), nil
	}
	return problems, err
}

// brokenPages lists the pages that keep the store from being read.
func (s *Store) brokenPages() (problems []model.Problem) {
	data, err := os.ReadFile(s.path)
	if err != nil {
		return nil // the problem that is told already says so
	}
	for _, p := range pageSizes(data) {
		for _, h := range p.metas() {
			w := p.walk()
			w.broken = func(bucket string, id uint64, err error) {
				if len(problems) < maxProblems {
					problems = append(problems, model.Problem{Where: fmt.Sprintf("page %d", id), What: fmt.Sprintf("of %s, cannot be read: %v", bucketName(bucket), err)})
				}
			}
			w.tree(h.root, rootBucket)
			return problems
		}
	}
	return nil
}

type checker struct {
	tx       *Tx
	ctx      context.Context
	problems []model.Problem
}

func (c *checker) run() {
	for _, name := range buckets() {
		if c.tx.bucket(name) == nil {
			c.report(name, nil, errMissing)
			return
		}
	}
	c.briefs()
	c.paths()
	c.arrivals()
	c.texts()
	c.marks()
	c.spans()
	c.journal()
	c.touched()
	c.walk(placesBucket, func(k, p []byte) error {
		_, err := decoded(placesBucket, k, p, func(d *decoder) model.Place { return d.place() })
		return err
	})
	c.walk(countsBucket, func(k, p []byte) error {
		_, err := decoded(countsBucket, k, p, func(d *decoder) model.Counts { return d.counts() })
		return err
	})
	c.walk(rulingsBucket, func(k, p []byte) error {
		_, err := decodeRuling(k, p)
		return err
	})
	if len(c.problems) == 0 { // its goroutine could not be kept from dying of what we found
		c.pages()
	}
}

func (c *checker) report(bucket string, key []byte, err error) {
	if len(c.problems) < maxProblems {
		c.problems = append(c.problems, model.Problem{Where: recordName(bucket, key), What: why(err)})
	}
}

// why is an error without the place, which the problem names itself.
func why(err error) string {
	var record *recordError
	if errors.As(err, &record) {
		return record.cause.Error()
	}
	return err.Error()
}

// walk reads every record of a bucket and gives its payload to look.
func (c *checker) walk(bucket string, look func(key, payload []byte) error) {
	cursor := c.tx.cursor(bucket)
	for k, v := cursor.First(); k != nil && c.ctx.Err() == nil; k, v = cursor.Next() {
		payload, err := unseal(k, v)
		if err == nil {
			err = look(k, payload)
		}
		if err != nil {
			c.report(bucket, k, err)
		}
	}
}

// has reports a missing or broken record as an error.
func (c *checker) has(bucket string, key []byte) error {
	_, ok, err := c.tx.get(bucket, key)
	if err == nil && !ok {
		err = fmt.Errorf("%s has no %q for it", bucket, key)
	}
	return err
}

func (c *checker) briefs() {
	c.walk(briefsBucket, func(k, p []byte) error {
		b, err := decoded(briefsBucket, k, p, decodeBrief)
		if err != nil {
			return err
		}
		if string(b.ID) != string(k) || len(b.Revisions) == 0 {
			return errors.New("it is not the brief that its key says, or has no text")
		}
		for _, r := range b.Revisions {
			if err := errors.Join(c.has(textsBucket, []byte(r.Hash)), c.has(arrivedBucket, joined(string(r.Hash), string(b.ID)))); err != nil {
				return err
			}
		}
		return nil
	})
}

func (c *checker) paths() {
	c.walk(pathsBucket, func(_, p []byte) error { return c.has(briefsBucket, p) })
}

func (c *checker) arrivals() {
	c.walk(arrivedBucket, func(k, _ []byte) error {
		h, id, _ := bytes.Cut(k, []byte{0})
		b, ok, err := c.tx.Brief(model.BriefID(id))
		if err == nil && (!ok || !b.Has(model.Hash(h))) {
			err = errors.New("its brief does not have that text")
		}
		return err
	})
}

func (c *checker) texts() {
	c.walk(textsBucket, func(k, _ []byte) error {
		h, _, piece := bytes.Cut(k, []byte{0})
		if piece {
			return c.has(textsBucket, h)
		}
		text, there, err := c.tx.Text(model.Hash(k))
		if err == nil && there && model.HashOf(text) != model.Hash(k) {
			err = errors.New("the text is not the one that its hash says")
		}
		return err
	})
}

func (c *checker) marks() {
	c.walk(marksBucket, func(k, p []byte) error {
		m, err := decoded(marksBucket, k, p, decodeMark)
		if err != nil {
			return err
		}
		if string(m.ID) != string(k) {
			return errors.New("it is not the mark that its key says")
		}
		if err := c.has(briefsBucket, []byte(m.Brief)); err != nil {
			return err
		}
		key := spanKey(m.Span, m.ID)
		b := c.tx.revisionSpans(m.Brief, m.Revision)
		if b == nil {
			return errors.New("spans has no bucket for its text")
		}
		outline, err := unseal(key, b.Get(key))
		if err == nil && !bytes.Equal(outline, outlinePayload(m)) {
			err = errors.New("it says something else than the mark")
		}
		if err != nil {
			return fmt.Errorf("its span: %w", err)
		}
		return nil
	})
}

// spans looks for outlines that no mark has; marks compared the others.
func (c *checker) spans() {
	all := c.tx.cursor(spansBucket)
	for name, _ := all.First(); name != nil && c.ctx.Err() == nil; name, _ = all.Next() {
		id, h, _ := bytes.Cut(name, []byte{0})
		b := c.tx.revisionSpans(model.BriefID(id), model.Hash(h))
		if b == nil {
			c.report(spansBucket, name, errMissing)
			continue
		}
		cursor := b.Cursor()
		for k, v := cursor.First(); k != nil; k, v = cursor.Next() {
			if err := c.outline(k, v, string(id), string(h)); err != nil {
				c.report(spansBucket, k, err)
			}
		}
	}
}

func (c *checker) outline(k, record []byte, id, h string) error {
	if _, err := unseal(k, record); err != nil {
		return err
	}
	if len(k) <= spanKeySize {
		return errShort
	}
	m, ok, err := c.tx.Mark(model.MarkID(k[spanKeySize:]))
	if err == nil && (!ok || string(m.Brief) != id || string(m.Revision) != h || m.Span != spanOf(k)) {
		err = errors.New("no mark has that span")
	}
	return err
}

func (c *checker) journal() {
	want := uint64(0)
	c.walk(journalBucket, func(k, p []byte) error {
		want++
		if len(k) != 8 || binary.BigEndian.Uint64(k) != want {
			return fmt.Errorf("change %d was to come here", want)
		}
		change, err := decoded(journalBucket, k, p, func(d *decoder) model.Change { return d.change(model.Seq(want)) })
		if err != nil {
			return err
		}
		for _, id := range change.Touched() {
			if err := c.has(touchedBucket, touchedKey(id, change.Seq)); err != nil {
				return err
			}
		}
		return nil
	})
	if last := c.tx.bucket(journalBucket).Sequence(); last != want && c.ctx.Err() == nil {
		c.report(journalBucket, nil, fmt.Errorf("it has %d changes and counted %d", want, last))
	}
}

func (c *checker) touched() {
	c.walk(touchedBucket, func(k, _ []byte) error {
		id, seq, ok := bytes.Cut(k, []byte{0})
		if !ok || len(seq) != 8 {
			return errShort
		}
		change, err := c.tx.change(model.Seq(binary.BigEndian.Uint64(seq)))
		if err == nil && !change.Touches(model.BriefID(id)) {
			err = errors.New("the change says nothing of that brief")
		}
		return err
	})
}

// pages runs bbolt's own check.
func (c *checker) pages() {
	for err := range c.tx.bolt.Check(bolt.WithKVStringer(bolt.HexKVStringer())) {
		c.report("pages", nil, err)
	}
}
