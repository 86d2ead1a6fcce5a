package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
)

// memory is what a process holds, in bytes; 0 is not known.
type memory struct {
	resident int64 // now
	peak     int64 // the most since the program began
}

// errNoProc says that a system does not tell what its processes hold.
var errNoProc = errors.New("there is no /proc/PID/status here: memory is not measured")

// memoryOf reads what a process holds from Linux' proc(5).
func memoryOf(pid int) (memory, error) {
	f, err := os.Open(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		if _, missing := os.Stat("/proc/self/status"); missing != nil {
			return memory{}, errNoProc
		}
		return memory{}, fmt.Errorf("the memory of process %d: %w", pid, err)
	}
	defer func() { _ = f.Close() }()
	return parseStatus(f)
}

// parseStatus reads VmRSS and VmHWM of a /proc/PID/status.
func parseStatus(r io.Reader) (memory, error) {
	var m memory
	for lines := bufio.NewScanner(r); lines.Scan(); {
		name, rest, _ := strings.Cut(lines.Text(), ":")
		into := map[string]*int64{"VmRSS": &m.resident, "VmHWM": &m.peak}[name]
		if into == nil {
			continue
		}
		number, isKB := strings.CutSuffix(strings.TrimSpace(rest), " kB")
		n, err := strconv.ParseInt(strings.TrimSpace(number), 10, 64)
		if err != nil || !isKB {
			return memory{}, fmt.Errorf("%s of a process: %q is no number of kB", name, strings.TrimSpace(rest))
		}
		*into = n << 10
	}
	if m.resident == 0 {
		return memory{}, errors.New("the process holds no memory: it has ended")
	}
	return m, nil
}
