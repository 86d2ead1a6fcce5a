package export_test

import (
	"fmt"
	"io"
	"os"
	"runtime"
	"runtime/debug"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"obelus/briefs/export"
	"obelus/briefs/markdown"
)

// BenchmarkTables writes the page and the table of 10,000 marks on a brief of
// 10 MB; beside the page the same brief's without marks. peak-x is the most
// memory at once, beyond what the brief and its marks take, over the text's
// size; cpu-ms/op is of all processors together.
func BenchmarkTables(b *testing.B) {
	text := largeBrief(10 << 20)
	doc := markdown.New(text)
	for _, n := range []int{0, 10000} {
		a := annotate(text, evenMarks(doc, n, 60))
		for i := range a.Marks {
			a.Marks[i].Details.Note = fmt.Sprintf("See the *notice* of day %d, and [what was said](https://example.org/%d).", i, i)
		}
		for name, write := range map[string]func(io.Writer) error{
			"html": func(w io.Writer) error { return export.HTML(w, a) },
			"csv":  func(w io.Writer) error { return export.CSV(w, a) },
		} {
			b.Run(fmt.Sprintf("%s/marks=%d", name, n), func(b *testing.B) {
				b.SetBytes(int64(len(text)))
				debug.FreeOSMemory()
				resetPeak()
				before, spent := resident("VmRSS:"), processorTime()
				for b.Loop() {
					if err := write(io.Discard); err != nil {
						b.Fatal(err)
					}
				}
				b.ReportMetric((processorTime()-spent).Seconds()*1000/float64(b.N), "cpu-ms/op")
				b.ReportMetric(float64(resident("VmHWM:")-before)/float64(len(text)), "peak-x")
			})
		}
	}
	runtime.KeepAlive(doc)
}

// resident reads a line of what Linux says of this process's memory, in bytes;
// 0 elsewhere.
func resident(line string) int {
	data, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	_, rest, _ := strings.Cut(string(data), line)
	n, _ := strconv.Atoi(strings.Fields(rest + " 0")[0])
	return n << 10
}

// processorTime is what this process took of all processors: on a machine that
// others use as well it says more than the clock.
func processorTime() time.Duration {
	var used syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &used) != nil {
		return 0
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}

// resetPeak has VmHWM begin anew.
func resetPeak() { _ = os.WriteFile("/proc/self/clear_refs", []byte("5"), 0) }
