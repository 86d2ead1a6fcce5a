package main

import (
	"errors"
	"os"
	"strings"
	"testing"
)

func TestParseStatus(t *testing.T) {
	t.Parallel()
	m, err := parseStatus(strings.NewReader("Name:\tVmRSS: 1 kB\nVmPeak:\t 9000 kB\nVmHWM:\t   20976 kB\nVmRSS:\t   18432 kB\nRssAnon:\t 7 kB\n"))
	if want := (memory{resident: 18 << 20, peak: 20976 << 10}); err != nil || m != want {
		t.Errorf("got %+v, %v, want %+v", m, err, want)
	}
	for status, says := range map[string]string{
		"Name:\tzombie\nState:\tZ (zombie)\n": "has ended",
		"VmRSS:\t12 MB\n":                     "no number of kB",
		"VmHWM:\tmany kB\nVmRSS:\t1 kB\n":     "no number of kB",
	} {
		if m, err := parseStatus(strings.NewReader(status)); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%q: %+v, %v, want an error that says %q", status, m, err, says)
		}
	}
}

func TestMemoryOf(t *testing.T) {
	t.Parallel()
	m, err := memoryOf(os.Getpid())
	if errors.Is(err, errNoProc) {
		t.Skip(err)
	}
	if err != nil || m.resident < 1<<20 || m.peak < m.resident {
		t.Errorf("this process holds %+v, %v", m, err)
	}
	if _, err := memoryOf(-1); err == nil || errors.Is(err, errNoProc) {
		t.Errorf("process -1: %v, want an error of its own", err)
	}
}
