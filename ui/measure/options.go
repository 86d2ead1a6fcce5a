package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/creack/pty"
)

// options say what is measured, and how often.
type options struct {
	sizes    []int // of the texts, in bytes
	brief    string
	window   pty.Winsize
	terminal manners
	runs     int // first paints of each program
	sessions int // whole sittings
	keys     int // presses in a sitting
	hard     bool
	beside   []string // other programs that show a file
}

// manners say which of a program's questions the terminal answers.
type manners string

const (
	modern manners = "modern" // as the newer terminals do: frames in one piece and whole graphemes too
	plain  manners = "plain"  // what it is and its colours, as xterm does
	mute   manners = "mute"   // none
)

// parseOptions reads the command line; usage and errors of flag go to stderr.
func parseOptions(args []string, stderr io.Writer) (options, error) {
	var o options
	flags := flag.NewFlagSet("measure", flag.ContinueOnError)
	flags.SetOutput(stderr)
	sizes := flags.String("sizes", "10kB,100kB,1MB,10MB", "the sizes of the texts; none with -hard for the hard ones only")
	flags.StringVar(&o.brief, "brief", "", "a file to be repeated to each size in place of our own brief")
	window := flags.String("size", "200x60", "columns and rows of the terminal")
	terminal := flags.String("terminal", string(modern), "what questions the terminal answers: modern, plain or mute")
	flags.IntVar(&o.runs, "runs", 15, "first paints of each program, in turn")
	flags.IntVar(&o.sessions, "sessions", 3, "sittings with keys, jumps and a search")
	flags.IntVar(&o.keys, "keys", 50, "key presses in a sitting")
	flags.BoolVar(&o.hard, "hard", false, "measure the hard texts as well")
	beside := flags.String("beside", "", "other programs to be compared, as in less,more; those not installed are left out")
	if err := flags.Parse(args); err != nil {
		return o, err
	}
	if flags.NArg() > 0 {
		return o, fmt.Errorf("%q is no flag: see -help", flags.Arg(0))
	}
	var err error
	for name := range strings.SplitSeq(*sizes, ",") {
		if name == "" {
			continue // none: the hard texts only
		}
		n, sizeErr := parseSize(strings.TrimSpace(name))
		err = errors.Join(err, sizeErr)
		o.sizes = append(o.sizes, n)
	}
	var windowErr, termErr error
	o.window, windowErr = parseWindow(*window)
	switch o.terminal = manners(*terminal); o.terminal {
	case modern, plain, mute:
	default:
		termErr = fmt.Errorf("-terminal %s: it is modern, plain or mute", *terminal)
	}
	if *beside != "" {
		o.beside = strings.Split(*beside, ",")
	}
	if len(o.sizes) == 0 && !o.hard {
		err = errors.New("-sizes: none are given, and no -hard")
	}
	if o.runs < 1 || o.sessions < 1 || o.keys < 1 {
		err = errors.Join(err, errors.New("-runs, -sessions and -keys are 1 at least"))
	}
	return o, errors.Join(err, windowErr, termErr)
}

// parseSize reads a size such as 10kB or 1MB, in powers of ten.
func parseSize(s string) (int, error) {
	number, unit := s, 1
	for name, factor := range map[string]int{"kB": 1_000, "MB": 1_000_000} {
		if cut, ok := strings.CutSuffix(s, name); ok {
			number, unit = cut, factor
		}
	}
	n, err := strconv.Atoi(number)
	if err != nil || n < 1 || n > mostSize/unit {
		return 0, fmt.Errorf("-sizes: %q is no size such as 10kB or 1MB, up to 64MB", s)
	}
	return n * unit, nil
}

// mostSize is the largest brief that is opened, in bytes.
const mostSize = 64_000_000

// sizeName is what parseSize reads, of a size.
func sizeName(n int) string {
	switch {
	case n%1_000_000 == 0:
		return fmt.Sprintf("%d MB", n/1_000_000)
	case n >= 1_000_000:
		return fmt.Sprintf("%.1f MB", float64(n)/1e6)
	case n >= 1_000:
		return fmt.Sprintf("%d kB", n/1_000)
	}
	return fmt.Sprintf("%d B", n)
}

// parseWindow reads columns x rows. Less than 40x12 has no room for the lines
// that are looked for on the screen.
func parseWindow(s string) (pty.Winsize, error) {
	columns, rows, _ := strings.Cut(s, "x")
	c, errC := strconv.ParseUint(columns, 10, 16)
	r, errR := strconv.ParseUint(rows, 10, 16)
	if errC != nil || errR != nil || c < 40 || r < 12 {
		return pty.Winsize{}, fmt.Errorf("-size: %q is no size such as 200x60, of at least 40x12", s)
	}
	return pty.Winsize{Cols: uint16(c), Rows: uint16(r)}, nil
}
