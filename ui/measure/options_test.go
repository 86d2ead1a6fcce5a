package main

import (
	"io"
	"reflect"
	"strings"
	"testing"

	"github.com/creack/pty"
)

func TestOptions(t *testing.T) {
	t.Parallel()
	usual := options{
		sizes: []int{10_000, 100_000, 1_000_000, 10_000_000}, window: pty.Winsize{Cols: 200, Rows: 60},
		terminal: modern, runs: 15, sessions: 3, keys: 50,
	}
	with := func(change func(*options)) options {
		o := usual
		change(&o)
		return o
	}
	for _, tt := range []struct {
		args string
		want options
	}{
		{"", usual},
		{"-sizes 7,3kB,2MB", with(func(o *options) { o.sizes = []int{7, 3000, 2_000_000} })},
		{"-size 80x24 -terminal mute", with(func(o *options) { o.window, o.terminal = pty.Winsize{Cols: 80, Rows: 24}, mute })},
		{"-sizes= -hard -beside less,more", with(func(o *options) { o.sizes, o.hard, o.beside = nil, true, []string{"less", "more"} })},
		{"-runs 1 -sessions 2 -keys 3 -brief a.md", with(func(o *options) { o.runs, o.sessions, o.keys, o.brief = 1, 2, 3, "a.md" })},
	} {
		got, err := parseOptions(strings.Fields(tt.args), io.Discard)
		if err != nil || !reflect.DeepEqual(got, tt.want) {
			t.Errorf("%q: %+v, %v\nwant %+v", tt.args, got, err, tt.want)
		}
	}
}

func TestWrongOptions(t *testing.T) {
	t.Parallel()
	for args, says := range map[string]string{
		"-sizes 10kb": `"10kb" is no size`, "-sizes 0": "is no size", "-sizes -3kB": "is no size", "-sizes 65MB": "up to 64MB",
		"-sizes=": "none are given", "-size 80": `"80" is no size`, "-size 39x24": "of at least 40x12", "-size 80x70000": "is no size",
		"-terminal vt52": "modern, plain or mute", "-runs 0": "are 1 at least", "-keys -1": "are 1 at least",
		"brief.md": `"brief.md" is no flag`, "-nothing": "not defined",
	} {
		if _, err := parseOptions(strings.Fields(args), io.Discard); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%q: %v, want an error that says %q", args, err, says)
		}
	}
}

func TestSizeName(t *testing.T) {
	t.Parallel()
	for n, want := range map[int]string{7: "7 B", 10_000: "10 kB", 1_000_000: "1 MB", 5_242_917: "5.2 MB", 64_000_000: "64 MB"} {
		if got := sizeName(n); got != want {
			t.Errorf("%d is %q, want %q", n, got, want)
		}
	}
}
