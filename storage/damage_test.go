package storage_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
	"time"

	bolt "go.etcd.io/bbolt"

	"obelus/storage"
)

// refused fails the test where a broken file is read, written or changed.
func refused(t *testing.T, path string, kind error) {
	t.Helper()
	before := bytesOf(t, path)
	s := storage.New(path, storage.Options{})
	_, err := readAll(s)
	if !errors.Is(err, kind) {
		t.Errorf("read: %v, want %v", err, kind)
	}
	oneLine(t, err, path)
	if err := addMarks(s, 0, 1); !errors.Is(err, kind) {
		t.Errorf("write: %v, want %v", err, kind)
	}
	if !bytes.Equal(before, bytesOf(t, path)) {
		t.Error("the file was changed")
	}
}

func TestBrokenFiles(t *testing.T) {
	whole := bytesOf(t, filled(t, 300).Path())
	cases := []struct {
		name string
		data []byte
		kind error
	}{
		{"of length zero", nil, storage.ErrDamaged},
		{"a text", []byte("Dear colleagues,\n"), storage.ErrForeign},
		{"noise", bytes.Repeat([]byte{0xa5, 3, 7}, 9000), storage.ErrForeign},
		{"cut after the first page", whole[:4096], storage.ErrDamaged},
		{"cut after the meta pages", whole[:8192], storage.ErrDamaged},
		{"cut in the middle", whole[:len(whole)/2], storage.ErrDamaged},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "obelus.db")
			if err := os.WriteFile(path, c.data, 0o600); err != nil {
				t.Fatal(err)
			}
			refused(t, path, c.kind)
		})
	}
}

func TestTruncatedInUseIsCheckedAsDamage(t *testing.T) {
	s := filled(t, 300)
	if err := os.Truncate(s.Path(), 12<<10); err != nil {
		t.Fatal(err)
	}
	problems, err := s.Check(context.Background())
	if err != nil || len(problems) == 0 {
		t.Errorf("check: %v %v, want problems", problems, err)
	}
}

func TestFileOfAnotherProgram(t *testing.T) {
	path := filepath.Join(t.TempDir(), "other.db")
	db, err := bolt.Open(path, 0o600, nil)
	if err != nil {
		t.Fatal(err)
	}
	err = db.Update(func(tx *bolt.Tx) error {
		_, err := tx.CreateBucket([]byte("theirs"))
		return err
	})
	if err := errors.Join(err, db.Close()); err != nil {
		t.Fatal(err)
	}
	refused(t, path, storage.ErrForeign)
}

// TestFaultInAMapping truncates the file while a transaction has it mapped:
// the fault has to come back as an error, and the process has to live.
func TestFaultInAMapping(t *testing.T) {
	s := filled(t, 2000)
	err := s.Read(context.Background(), func(tx *storage.Tx) error {
		if err := os.Truncate(s.Path(), 0); err != nil {
			return err
		}
		_, err := tx.Marks(brief().ID)
		return err
	})
	if !errors.Is(err, storage.ErrDamaged) {
		t.Errorf("read: %v, want damage", err)
	}
	if err := s.Read(context.Background(), func(*storage.Tx) error { return nil }); !errors.Is(err, storage.ErrDamaged) {
		t.Errorf("read again: %v, want damage", err)
	}
}

// TestPanicOfTheCaller: what panics in a transaction and is not the file's
// fault goes on, and leaves the store unlocked and unchanged.
func TestPanicOfTheCaller(t *testing.T) {
	s := filled(t, 3)
	func() {
		defer func() {
			if recover() == nil {
				t.Error("the panic was swallowed")
			}
		}()
		_ = s.Write(context.Background(), func(tx *storage.Tx) error {
			if err := applyMark(tx, 99); err != nil {
				return err
			}
			var none []int
			_ = none[len(text)]
			return nil
		})
	}()
	if n, err := readAll(s); n != 3 || err != nil {
		t.Errorf("%d marks, %v", n, err)
	}
	if err := addMarks(s, 3, 4); err != nil {
		t.Error(err)
	}
	sound(t, s)
}

// TestFlippedBits changes single bytes: every read either gives what was
// written or an error, check notices, and nothing dies.
func TestFlippedBits(t *testing.T) {
	s := filled(t, 200)
	whole := bytesOf(t, s.Path())
	random := rand.New(rand.NewPCG(7, 11))
	path := filepath.Join(t.TempDir(), "obelus.db")
	unnoticed, noticed := 0, 0
	for range 150 {
		at := 8192 + random.IntN(len(whole)-8192)
		broken := bytes.Clone(whole)
		broken[at] ^= byte(1 + random.IntN(255))
		if err := os.WriteFile(path, broken, 0o600); err != nil {
			t.Fatal(err)
		}
		b := storage.New(path, storage.Options{})
		n, err := readAll(b)
		if err == nil && n != 200 {
			t.Fatalf("byte %d: %d marks were read and no error", at, n)
		}
		problems, checkErr := b.Check(context.Background())
		if err != nil && len(problems) == 0 && checkErr == nil {
			t.Errorf("byte %d: reading fails (%v) and check finds nothing", at, err)
		}
		if len(problems) > 0 {
			noticed++
		} else {
			unnoticed++ // in a free page, or between records
		}
	}
	t.Logf("%d changed bytes noticed, %d where nothing is kept", noticed, unnoticed)
	if noticed == 0 {
		t.Error("check noticed nothing")
	}
}

// TestBrokenFirstPage breaks either of the two first pages. bbolt goes by the
// other, which may not know of the last change: nobody may write over that, nor
// read on as if it had never been.
func TestBrokenFirstPage(t *testing.T) {
	s := filled(t, 20)
	if err := addMarks(s, 20, 21); err != nil { // the last change
		t.Fatal(err)
	}
	whole := bytesOf(t, s.Path())
	for page := range 2 {
		t.Run(fmt.Sprint(page), func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "obelus.db")
			broken := bytes.Clone(whole)
			broken[page*pageSize+40] ^= 4
			if err := os.WriteFile(path, broken, 0o600); err != nil {
				t.Fatal(err)
			}
			refused(t, path, storage.ErrDamaged)
			b := storage.New(path, storage.Options{})
			if _, err := b.BackUp(context.Background(), path+".copy", false); !errors.Is(err, storage.ErrDamaged) {
				t.Errorf("a copy was made: %v", err)
			}
			if problems, err := b.Check(context.Background()); err != nil || len(problems) != 1 {
				t.Errorf("check: %v %v, want one problem", problems, err)
			}
			if done, err := b.Repair(context.Background(), time.Now()); err != nil || done.Marks != 21 {
				t.Errorf("repair: %+v %v, want 21 marks", done, err)
			}
			sound(t, b)
		})
	}
}

// TestBrokenFreeList breaks the list of free pages, on which bbolt gives up while
// it opens the file: the lock is let go, so the next try is told of the damage,
// not of somebody else.
func TestBrokenFreeList(t *testing.T) {
	s := filled(t, 300)
	data := bytesOf(t, s.Path())
	order := binary.NativeEndian
	meta := data[:pageSize] // where bbolt's pages say their list, and which of the two is newer
	if other := data[pageSize : 2*pageSize]; order.Uint64(other[64:]) > order.Uint64(meta[64:]) {
		meta = other
	}
	list := int(order.Uint64(meta[48:])) * pageSize
	clear(data[list : list+pageSize])
	if err := os.WriteFile(s.Path(), data, 0o600); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		refused(t, s.Path(), storage.ErrDamaged)
	}
	if done, err := s.Repair(context.Background(), time.Now()); err != nil || done.Marks != 300 {
		t.Errorf("repair: %+v %v, want 300 marks", done, err)
	}
}
