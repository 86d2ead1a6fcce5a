package main_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	bolt "go.etcd.io/bbolt"

	"obelus/briefs/desk"
	"obelus/model"
	"obelus/storage"
)

// BenchmarkMark is one mark, durable, through the desk (open, transact, close),
// beside a bare bbolt put of the same size with the same open and close. The
// two take turns, so that both meet the same disk; the ratio of their medians
// is to be at most 2.
func BenchmarkMark(b *testing.B) {
	ctx := context.Background()
	path := filepath.Join(b.TempDir(), "long.md")
	text := strings.Repeat("Somebody says a thing.\n\n", 2000)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		b.Fatal(err)
	}
	store := storage.New(filepath.Join(b.TempDir(), "obelus.db"), storage.Options{})
	d := desk.New(desk.Config{Store: desk.Over(store), Analyst: "ines"})
	o, err := d.Open(ctx, path, nil)
	if err == nil {
		o, err = d.Keep(ctx, o)
	}
	if err != nil {
		b.Fatal(err)
	}
	units := o.Units()
	bare := filepath.Join(b.TempDir(), "bare.db")
	const markBytes = 700 // what a mark, its entry in the journal and its indexes come to
	var ours, theirs []int64
	n := 0
	for b.Loop() {
		span := model.Span{Start: units[n%len(units)].Span.Start, End: units[(n+n/len(units))%len(units)].Span.End}
		n++
		began := time.Now()
		if _, err := d.Tag(ctx, o, []desk.Tagging{{Span: span, Tag: model.Opinion}}); err != nil {
			b.Fatal(err)
		}
		middle := time.Now()
		if err := barePut(bare, fmt.Sprintf("%036d", n), make([]byte, markBytes)); err != nil {
			b.Fatal(err)
		}
		ours, theirs = append(ours, int64(middle.Sub(began))), append(theirs, int64(time.Since(middle)))
	}
	b.ReportMetric(median(ours)/1e3, "µs/mark")
	b.ReportMetric(median(theirs)/1e3, "µs/bare")
	b.ReportMetric(median(ours)/median(theirs), "ratio")
}

func median(n []int64) float64 {
	slices.Sort(n)
	return float64(n[len(n)/2])
}

// barePut writes one value with bbolt alone, opening and closing the file
// around it.
func barePut(path, key string, value []byte) error {
	db, err := bolt.Open(path, 0o600, nil)
	if err != nil {
		return err
	}
	err = db.Update(func(tx *bolt.Tx) error {
		bucket, err := tx.CreateBucketIfNotExists([]byte("b"))
		if err != nil {
			return err
		}
		return bucket.Put([]byte(key), value)
	})
	return errors.Join(err, db.Close())
}
