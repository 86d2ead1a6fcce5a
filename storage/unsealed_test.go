package storage_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"obelus/model"
	"obelus/storage"
)

// bbolt keeps some things without a checksum of ours: how many changes the
// journal has, and which values are buckets.

// inBucketHead changes the file so that what stands in the head of a bucket of
// the store's own is changed by do: its flags before the name, its root page and
// its count behind it.
func inBucketHead(t *testing.T, data []byte, name string, do func(element, head []byte)) {
	t.Helper()
	order, changed := binary.NativeEndian, 0
	for at := 2 * pageSize; at < len(data); at += pageSize {
		page := data[at : at+pageSize]
		if order.Uint16(page[8:]) != 0x02 {
			continue
		}
		for n := range int(order.Uint16(page[10:])) {
			element := page[16+16*n:]
			from, size := int(order.Uint32(element[4:])), int(order.Uint32(element[8:]))
			if order.Uint32(element) == 1 && string(element[from:from+size]) == name {
				do(element, element[from+size:])
				changed++
			}
		}
	}
	if changed == 0 {
		t.Fatalf("the file has no bucket %s", name)
	}
}

// A count of changes that the journal does not bear out lets nobody write: a
// change would take another one's place, or leave a gap. Reading goes on, and
// repair loses nothing, however large the count is.
func TestWrongCountOfChanges(t *testing.T) {
	s := filled(t, 9)
	whole := bytesOf(t, s.Path())
	for _, counted := range []uint64{0, 1, 9, 11, 15, 1 << 40, 1 << 63} {
		t.Run(fmt.Sprint(counted), func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "obelus.db")
			broken := bytes.Clone(whole)
			inBucketHead(t, broken, "journal", func(_, head []byte) { binary.NativeEndian.PutUint64(head[8:], counted) })
			if err := os.WriteFile(path, broken, 0o600); err != nil {
				t.Fatal(err)
			}
			b := storage.New(path, storage.Options{})
			if n, err := readAll(b); n != 9 || err != nil {
				t.Errorf("%d marks are read, %v", n, err)
			}
			err := addMarks(b, 9, 10)
			if !errors.Is(err, storage.ErrDamaged) || !bytes.Equal(broken, bytesOf(t, path)) {
				t.Errorf("a write: %v, or the file was changed", err)
			}
			oneLine(t, err, path)
			done, err := b.Repair(context.Background(), time.Now())
			if err != nil || done.Changes != 10 || done.Marks != 9 || len(done.Lost) > 0 {
				t.Errorf("repair: %+v %v", done, err)
			}
			sound(t, b)
			if err := addMarks(b, 9, 10); err != nil {
				t.Error(err)
			}
		})
	}
}

// A bucket that bbolt does not find any more is not taken for an empty one.
func TestBucketOfAnotherKind(t *testing.T) {
	s := filled(t, 9)
	whole := bytesOf(t, s.Path())
	spans := string(brief().ID) + "\x00" + string(brief().Newest().Hash)
	for _, name := range []string{"briefs", "texts", "marks", "spans", "journal", "rulings", spans} {
		for what, do := range map[string]func(element, head []byte){
			"a record": func(element, _ []byte) { element[0] = 0 },
			"renamed":  func(element, _ []byte) { element[binary.NativeEndian.Uint32(element[4:])] ^= 1 },
		} {
			if what == "renamed" && name == spans {
				continue // the brief it names then is another one, that has no marks
			}
			t.Run(fmt.Sprintf("%.7s is %s", name, what), func(t *testing.T) {
				path := filepath.Join(t.TempDir(), "obelus.db")
				broken := bytes.Clone(whole)
				inBucketHead(t, broken, name, do)
				if err := os.WriteFile(path, broken, 0o600); err != nil {
					t.Fatal(err)
				}
				refused(t, path, storage.ErrDamaged)
				b := storage.New(path, storage.Options{})
				if done, err := b.Repair(context.Background(), time.Now()); err != nil || done.Marks != 9 || done.Texts != 1 || done.Briefs != 1 {
					t.Errorf("repair: %+v %v", done, err)
				}
				sound(t, b)
				if id := (model.MarkID)(mark(3).ID); !has(t, b, id) {
					t.Errorf("mark %s is gone", id)
				}
			})
		}
	}
}

func has(t *testing.T, s *storage.Store, id model.MarkID) (there bool) {
	t.Helper()
	err := s.Read(context.Background(), func(tx *storage.Tx) (err error) {
		_, there, err = tx.Mark(id)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return there
}
