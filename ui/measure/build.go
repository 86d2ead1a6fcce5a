package main

import (
	"context"
	"debug/buildinfo"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strconv"
	"strings"
)

// A program is something that is started in a terminal and timed.
type program struct {
	name    string
	path    string
	opens   bool // it is given the brief's file
	painted func(s screen, b brief) bool
}

// theReader is how obelus shows that its first frame is whole.
func theReader(path string) program {
	return program{"obelus", path, true, func(s screen, b brief) bool { return s.painted(b.first) }}
}

// theEmpty is how the empty program does.
func theEmpty(path string) program {
	return program{"empty", path, false, func(s screen, _ brief) bool { return s.has("an empty program:") }}
}

// another is a program that shows a file and nothing else, if it is installed.
func another(name string) (program, error) {
	path, err := exec.LookPath(name)
	if err != nil {
		return program{}, fmt.Errorf("-beside %s: left out: %w", name, err)
	}
	return program{name, path, true, func(s screen, b brief) bool { return s.has(b.first...) }}, nil
}

// build compiles the reader and the empty program into dir, as the reader is
// released: without C and without the paths of this machine.
func build(ctx context.Context, dir string) (reader, empty program, err error) {
	for name, pkg := range map[string]string{"obelus": "obelus", "empty": "obelus/ui/measure/empty"} {
		cmd := exec.CommandContext(ctx, "go", "build", "-trimpath", "-buildvcs=false", "-o", filepath.Join(dir, exe(name)), pkg)
		cmd.Env = append(os.Environ(), "CGO_ENABLED=0")
		if out, err := cmd.CombinedOutput(); err != nil {
			return program{}, program{}, fmt.Errorf("go build %s (it is to be run within the module): %w\n%s", pkg, err, out)
		}
	}
	return theReader(filepath.Join(dir, exe("obelus"))), theEmpty(filepath.Join(dir, exe("empty"))), nil
}

func exe(name string) string {
	if runtime.GOOS == "windows" {
		return name + ".exe"
	}
	return name
}

// command is p with b, in an empty home of its own and an environment that
// nothing of this one gets into.
func (p program) command(ctx context.Context, b brief) (*exec.Cmd, func(), error) {
	home, err := os.MkdirTemp(filepath.Dir(b.path), "home")
	if err != nil {
		return nil, nil, fmt.Errorf("a home for %s: %w", p.name, err)
	}
	cmd := exec.CommandContext(ctx, p.path)
	if p.opens {
		cmd.Args = append(cmd.Args, b.path)
	}
	cmd.Dir = home
	cmd.Env = []string{
		"HOME=" + home, "PATH=" + os.Getenv("PATH"), "TERM=xterm-256color", "COLORTERM=truecolor", "LANG=C.UTF-8", "OBELUS_ANALYST=measure",
		"XDG_DATA_HOME=" + filepath.Join(home, "data"), "XDG_CONFIG_HOME=" + filepath.Join(home, "config"), "XDG_STATE_HOME=" + filepath.Join(home, "state"), "XDG_CACHE_HOME=" + filepath.Join(home, "cache"),
	}
	return cmd, func() { _ = os.RemoveAll(home) }, nil
}

// machine says on one line what it is measured on.
func machine(binary string) string {
	version := runtime.Version()
	if info, err := buildinfo.ReadFile(binary); err == nil {
		version = info.GoVersion
	}
	size := ""
	if info, err := os.Stat(binary); err == nil {
		size = fmt.Sprintf(", a program of %.1f MB", float64(info.Size())/1e6)
	}
	return fmt.Sprintf("%s, %d cores, %s/%s, %s%s", processor(), runtime.NumCPU(), runtime.GOOS, runtime.GOARCH, version, size)
}

// processor is the processor's name, where Linux tells it.
func processor() string {
	info, err := os.ReadFile("/proc/cpuinfo")
	if m := regexp.MustCompile(`(?m)^model name\s*:\s*(.+)$`).FindSubmatch(info); err == nil && m != nil {
		return string(m[1])
	}
	return "unknown processor"
}

// initialisers are the milliseconds that a program's package initialisers take,
// by whether they are its own module's.
func initialisers(ctx context.Context, p program) (own, libraries float64, err error) {
	cmd := exec.CommandContext(ctx, p.path, "--version")
	cmd.Env = []string{"GODEBUG=inittrace=1", "PATH=" + os.Getenv("PATH")}
	var said strings.Builder
	cmd.Stderr = &said
	if err := cmd.Run(); err != nil {
		return 0, 0, fmt.Errorf("%s --version: %w", p.name, err)
	}
	own, libraries = parseInitTrace(said.String())
	return own, libraries, nil
}

// parseInitTrace adds up the clock times of what GODEBUG=inittrace=1 prints:
// lines as "init obelus/model @1.2 ms, 0.03 ms clock, 8 bytes, 1 allocs".
func parseInitTrace(said string) (own, libraries float64) {
	for _, m := range regexp.MustCompile(`(?m)^init (\S+) @\S+ ms, (\S+) ms clock`).FindAllStringSubmatch(said, -1) {
		ms, err := strconv.ParseFloat(m[2], 64)
		switch {
		case err != nil:
		case m[1] == "obelus" || strings.HasPrefix(m[1], "obelus/"):
			own += ms
		default:
			libraries += ms
		}
	}
	return own, libraries
}
