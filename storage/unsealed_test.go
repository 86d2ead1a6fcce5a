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

// A page of records that is said to have fewer than it has, or none, hides some:
// nobody reads on as if they had never been, nor writes, which would drop them.
// Repair finds them.
func TestPageWithFewerRecords(t *testing.T) {
	const marks = 60
	s := filled(t, marks)
	whole := bytesOf(t, s.Path())
	noticed := 0
	for at := 2 * pageSize; at < len(whole); at += pageSize {
		count := whole[at+10 : at+12]
		if n := binary.NativeEndian.Uint16(count); binary.NativeEndian.Uint16(whole[at+8:]) == 0x02 && n > 0 {
			for _, fewer := range []uint16{n - 1, n / 2, 0} {
				broken := bytes.Clone(whole)
				binary.NativeEndian.PutUint16(broken[at+10:], fewer)
				path := filepath.Join(t.TempDir(), "obelus.db")
				if err := os.WriteFile(path, broken, 0o600); err != nil {
					t.Fatal(err)
				}
				b := storage.New(path, storage.Options{})
				if n, err := readAll(b); err == nil && n == marks {
					continue // the page is not in use
				}
				noticed++
				refused(t, path, storage.ErrDamaged)
				if done, err := b.Repair(context.Background(), time.Now()); err != nil || done.Marks != marks || done.Changes != marks+1 || done.Texts != 1 {
					t.Errorf("page %d with %d of %d: repair: %+v %v", at/pageSize, fewer, n, done, err)
				}
				sound(t, b)
			}
		}
	}
	if noticed == 0 {
		t.Error("no page was of use: the test says nothing")
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

// Where somebody read, and the bookmarks there, are saved too from a small bucket
// whose page cannot be read any more.
func TestRepairSavesPlacesOfABrokenPage(t *testing.T) {
	s := filled(t, 3)
	want := model.Place{Revision: brief().Newest().Hash, Cursor: model.Span{Start: 4, End: 12}, Bookmarks: []model.Bookmark{{Name: "b", Span: model.Span{Start: 1, End: 2}}}}
	if err := s.Write(context.Background(), func(tx *storage.Tx) error { return tx.SetPlace(brief().ID, want) }); err != nil {
		t.Fatal(err)
	}
	broken := bytesOf(t, s.Path())
	for at := 2 * pageSize; at < len(broken); at += pageSize {
		if page := broken[at : at+pageSize]; bytes.Contains(page, []byte("places")) && bytes.Contains(page, []byte("rulings")) {
			page[0] ^= 1 // it says that it is another page
		}
	}
	if err := os.WriteFile(s.Path(), broken, 0o600); err != nil {
		t.Fatal(err)
	}
	b := storage.New(s.Path(), storage.Options{})
	if done, err := b.Repair(context.Background(), time.Now()); err != nil || done.Aside == "" || done.Marks != 3 {
		t.Fatalf("repair: %+v %v", done, err)
	}
	err := b.Read(context.Background(), func(tx *storage.Tx) error {
		got, ok, err := tx.Place(brief().ID)
		if err == nil && (!ok || got.Cursor != want.Cursor || len(got.Bookmarks) != 1) {
			err = fmt.Errorf("the place is %+v %v", got, ok)
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
	sound(t, b)
}
