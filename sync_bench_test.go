//go:build unix

package main_test

import (
	"context"
	"fmt"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"obelus/briefs/desk"
	"obelus/model"
	"obelus/storage"
)

// BenchmarkSync measures sharing through a folder, of stores of a thousand marks
// to a million in briefs of a hundred: the first time, when all is written; when
// nothing was changed since; when one mark was; and when a colleague takes it all
// in with the texts. Beside the time that passed stands what the processor spent.
func BenchmarkSync(b *testing.B) {
	for _, marks := range scales() {
		s := newScaled(b, marks)
		b.Run(fmt.Sprint(marks), func(b *testing.B) {
			for b.Loop() {
				s.sync(b)
			}
		})
	}
}

func (s *scaled) sync(b *testing.B) {
	folder := b.TempDir()
	timed(b, "first", s.desk, folder)
	timed(b, "unchanged", s.desk, folder)
	_, err := s.desk.Edit(context.Background(), s.anyMark(b), desk.Edit{Revise: func(d *model.Details) { d.Note += "." }})
	if err != nil {
		b.Fatal(err)
	}
	if done := timed(b, "one-changed", s.desk, folder); filesWritten(done) != 1 {
		b.Fatalf("%d files were written of one change", filesWritten(done))
	}
	colleague := desk.New(desk.Config{Store: desk.Over(storage.New(filepath.Join(b.TempDir(), "other.db"), storage.Options{})), Analyst: "ora"})
	if done := timed(b, "taken-in", colleague, folder); len(done.Changes) != s.marks/marksEach {
		b.Fatalf("marks of %d briefs came", len(done.Changes))
	}
	if done := timed(b, "colleague-unchanged", colleague, folder); len(done.Changes) != 0 {
		b.Fatal("something came again")
	}
}

// anyMark is the id of a mark.
func (s *scaled) anyMark(b *testing.B) model.MarkID {
	o, err := s.desk.OpenID(context.Background(), s.id(0))
	if err != nil {
		b.Fatal(err)
	}
	spans, err := s.desk.Spans(context.Background(), o)
	if err != nil || len(spans) == 0 {
		b.Fatal(len(spans), err)
	}
	return spans[0].ID
}

func filesWritten(done desk.Synced) (n int) {
	for _, w := range done.Went {
		if w.Written != "" {
			n++
		}
	}
	return n
}

// timed syncs, and reports how long that took.
func timed(b *testing.B, what string, d *desk.Desk, folder string) desk.Synced {
	began, spent := time.Now(), processorTime(b)
	done, err := d.Sync(context.Background(), folder, desk.SyncOptions{Texts: true})
	if err != nil || len(done.Refused) > 0 {
		b.Fatal(err, done.Refused)
	}
	b.ReportMetric(float64(time.Since(began).Microseconds())/1e3, "ms/"+what)
	b.ReportMetric(float64((processorTime(b)-spent).Microseconds())/1e3, "cpu-ms/"+what)
	return done
}

// processorTime is what this process has spent of the processor so far.
func processorTime(b *testing.B) time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
