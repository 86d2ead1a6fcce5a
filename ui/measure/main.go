// Command measure times the reader in a pseudo-terminal, from outside, as
// somebody sees it who types: its first paint beside that of an empty Bubble
// Tea program in the same run, its memory, and what keys, jumps and a search
// cost, over texts of several sizes.
//
//	go run ./ui/measure
//	go run ./ui/measure -sizes 10MB -runs 5 -brief FILE -beside less
//	go run ./ui/measure -sizes "" -hard -runs 3 -sessions 1
//
// It never fails for a time; only where something did not work at all.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	o, err := parseOptions(os.Args[1:], os.Stderr)
	if err == nil {
		err = measure(ctx, o, os.Stdout, os.Stderr)
	}
	switch {
	case errors.Is(err, flag.ErrHelp):
	case err != nil:
		fmt.Fprintln(os.Stderr, "measure:", err)
		os.Exit(1)
	}
}

// measure does all that o asks for, and writes the tables to out.
func measure(ctx context.Context, o options, out, progress io.Writer) error {
	dir, err := os.MkdirTemp("", "obelus-measure-")
	if err != nil {
		return fmt.Errorf("a folder to work in: %w", err)
	}
	defer func() { _ = os.RemoveAll(dir) }()
	reader, empty, err := build(ctx, dir)
	if err != nil {
		return err
	}
	if err := head(ctx, reader, o, out); err != nil {
		return err
	}
	programs := []program{empty, reader}
	for _, name := range o.beside {
		p, err := another(name)
		if err != nil {
			fmt.Fprintln(progress, "measure:", err)
			continue
		}
		programs = append(programs, p)
	}
	briefs, err := write(o, dir)
	if err != nil {
		return err
	}
	r := newReport()
	var failed []error // the others are measured all the same
	for _, b := range briefs {
		if ctx.Err() != nil {
			break
		}
		fmt.Fprintf(progress, "measure: %s of %s …\n", b.text, sizeName(b.size))
		if err := r.measure(ctx, programs, b, o); err != nil {
			failed = append(failed, fmt.Errorf("%s of %s: %w", b.text, sizeName(b.size), err))
		}
	}
	return errors.Join(append(failed, ctx.Err(), r.write(out))...)
}

// measure takes the first paints of programs, of which the first is the empty
// one and the second the reader, and the reader's sittings with b.
func (r *report) measure(ctx context.Context, programs []program, b brief, o options) error {
	all, err := paintings(ctx, programs, b, o)
	if err != nil {
		return err
	}
	r.paint(b, all)
	s, err := sit(ctx, programs[1], programs[0], b, o)
	if err != nil {
		return err
	}
	r.cost(b, all[1], s)
	return nil
}

// write writes the texts that o asks for into dir, in all sizes, and the hard
// ones.
func write(o options, dir string) ([]brief, error) {
	texts, err := theTexts(o.brief)
	if err != nil {
		return nil, err
	}
	var briefs []brief
	if o.hard {
		if briefs, err = hardBriefs(dir); err != nil {
			return nil, err
		}
	}
	for _, t := range texts {
		for _, size := range o.sizes {
			b, err := t.write(dir, size)
			if err != nil {
				return nil, err
			}
			briefs = append(briefs, b)
		}
	}
	return briefs, nil
}

// head says what is measured, on what.
func head(ctx context.Context, reader program, o options, out io.Writer) error {
	fmt.Fprintf(out, "%s; a %s terminal of %d×%d; %d first paints, %d sittings\n",
		machine(reader.path), o.terminal, o.window.Cols, o.window.Rows, o.runs, o.sessions)
	own, libraries, err := initialisers(ctx, reader)
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "package initialisers, in both programs: %.1f ms of libraries, %.1f ms of our own packages\n", libraries, own)
	if _, err := memoryOf(os.Getpid()); errors.Is(err, errNoProc) {
		fmt.Fprintln(out, err)
	} else if err != nil {
		return err
	}
	_, err = fmt.Fprintf(out, "\n%s\n\n", legend)
	return err
}
