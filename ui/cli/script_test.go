package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"obelus": runMain,
		// The superuser may read and write everything, so what others may not
		// do is tried as nobody.
		"obelus-nobody": func() {
			if os.Geteuid() == 0 {
				if err := errors.Join(syscall.Setgid(65534), syscall.Setuid(65534)); err != nil {
					panic(err)
				}
			}
			runMain()
		},
	})
}

func runMain() {
	os.Exit(Main(context.Background(), Env{
		Args: os.Args[1:], Stdin: os.Stdin, Stdout: os.Stdout, Stderr: os.Stderr, Environ: os.Environ(),
	}))
}

func TestScripts(t *testing.T) {
	t.Parallel()
	scripts, err := filepath.Glob("testdata/script/*.txtar")
	if err != nil || len(scripts) == 0 {
		t.Fatalf("there are no scripts: %v", err)
	}
	if testing.Short() { // as beside the race detector, which makes every start of the program slow
		scripts = []string{"testdata/script/add.txtar", "testdata/script/untag.txtar"}
		t.Log("-short leaves all scripts out but add and untag")
	}
	testscript.Run(t, testscript.Params{
		Files:               scripts,
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup: func(e *testscript.Env) error {
			home := filepath.Join(e.WorkDir, "home")
			e.Setenv("HOME", home)
			e.Setenv("OBELUS_ANALYST", "kim")
			e.Setenv("TZ", "UTC")
			e.Values[held{}] = map[string]*os.File{}
			return errors.Join(os.Mkdir(home, 0o777), os.Chmod(home, 0o777), os.Chmod(filepath.Dir(e.WorkDir), 0o711))
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"status": cmdStatus, "json": cmdJSON, "keys": cmdKeys, "oneline": cmdOneLine,
			"hold": cmdHold, "release": cmdRelease, "bytes": cmdBytes, "clean": cmdClean, "capture": cmdCapture,
			"repeat": cmdRepeat, "damage": cmdDamage,
		},
	})
}

// cmdStatus runs a command and wants its exit status: status 2 obelus tag.
func cmdStatus(ts *testscript.TestScript, neg bool, args []string) {
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	err = ts.Exec(args[1], args[2:]...)
	got := 0
	var exit *exec.ExitError
	switch {
	case errors.As(err, &exit):
		got = exit.ExitCode()
	case err != nil:
		ts.Fatalf("%v", err)
	}
	if got != want {
		ts.Fatalf("%s ended with status %d, want %d", strings.Join(args[1:], " "), got, want)
	}
}

// cmdDamage changes the byte before every place of some bytes in a file, or cuts
// it off: damage FILE BYTES; damage FILE SIZE%.
func cmdDamage(ts *testscript.TestScript, _ bool, args []string) {
	path := ts.MkAbs(args[0])
	data, err := os.ReadFile(path)
	ts.Check(err)
	if share, ok := strings.CutSuffix(args[1], "%"); ok {
		n, err := strconv.Atoi(share)
		ts.Check(err)
		ts.Check(os.WriteFile(path, data[:len(data)*n/100], 0o600))
		return
	}
	found := 0
	for at := 0; ; at++ {
		i := bytes.Index(data[at:], []byte(args[1]))
		if i < 0 {
			break
		}
		at += i
		data[at-1] ^= 1
		found++
	}
	if found == 0 {
		ts.Fatalf("%q is not in %s", args[1], args[0])
	}
	ts.Check(os.WriteFile(path, data, 0o600))
}

// cmdOneLine wants what went to stderr to be one line of the program's own:
// oneline 'what it says'.
func cmdOneLine(ts *testscript.TestScript, neg bool, args []string) {
	got := ts.ReadFile("stderr")
	head, rest, _ := strings.Cut(got, "\n")
	if !strings.HasPrefix(head, "obelus: ") || rest != "" {
		ts.Fatalf("stderr is not one line of obelus's: %q", got)
	}
	if ok, err := regexp.MatchString(args[0], head); err != nil || !ok {
		ts.Fatalf("stderr %q does not say %q (%v)", head, args[0], err)
	}
}

// cmdJSON looks into the JSON on stdout: json 0.marks.opinion 2. A path ends
// with len for a length; a value that begins with ~ is a pattern.
func cmdJSON(ts *testscript.TestScript, neg bool, args []string) {
	v := at(ts, args[0])
	text, ok := v.(string)
	if !ok {
		encoded, err := json.Marshal(v)
		ts.Check(err)
		text = string(encoded)
	}
	same := text == args[1]
	if pattern, is := strings.CutPrefix(args[1], "~"); is {
		same = regexp.MustCompile(pattern).MatchString(text)
	}
	if same == neg {
		ts.Fatalf("%s is %q, want %q", args[0], text, args[1])
	}
}

// cmdKeys wants an object to have exactly these keys: keys 0 id title …
func cmdKeys(ts *testscript.TestScript, neg bool, args []string) {
	object, ok := at(ts, args[0]).(map[string]any)
	if !ok {
		ts.Fatalf("%s is no object", args[0])
	}
	var got []string
	for key := range object {
		got = append(got, key)
	}
	slices.Sort(got)
	want := slices.Sorted(slices.Values(args[1:]))
	if !slices.Equal(got, want) {
		ts.Fatalf("%s has the keys\n%q, want\n%q", args[0], got, want)
	}
}

// at follows a path into the one JSON value on stdout; "." is all of it.
func at(ts *testscript.TestScript, path string) any {
	dec := json.NewDecoder(strings.NewReader(ts.ReadFile("stdout")))
	dec.UseNumber()
	var v any
	ts.Check(dec.Decode(&v))
	if dec.More() {
		ts.Fatalf("stdout holds more than one value")
	}
	for _, step := range strings.FieldsFunc(path, func(r rune) bool { return r == '.' }) {
		switch here := v.(type) {
		case map[string]any:
			next, ok := here[step]
			if !ok {
				ts.Fatalf("%s: there is no key %q", path, step)
			}
			v = next
		case []any:
			if step == "len" {
				v = len(here)
				continue
			}
			i, err := strconv.Atoi(step)
			if err != nil || i >= len(here) {
				ts.Fatalf("%s: there is no element %s among %d", path, step, len(here))
			}
			v = here[i]
		default:
			ts.Fatalf("%s: %v holds no %q", path, v, step)
		}
	}
	return v
}

// cmdCapture keeps what a pattern's group matches on stdout in a variable:
// capture ID '"id": "(.*)"'.
func cmdCapture(ts *testscript.TestScript, neg bool, args []string) {
	found := regexp.MustCompile(args[1]).FindStringSubmatch(ts.ReadFile("stdout"))
	if len(found) < 2 {
		ts.Fatalf("stdout does not match %q", args[1])
	}
	ts.Setenv(args[0], found[1])
}

// cmdBytes writes a file of what Go's quoting says: bytes nul.txt 'a\x00b'.
func cmdBytes(ts *testscript.TestScript, neg bool, args []string) {
	content, err := strconv.Unquote(`"` + args[1] + `"`)
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(content), 0o666))
}

// cmdRepeat writes a large file: another file's text and then so many times what
// Go's quoting says: repeat big.txt 8000 head.txt 'a line\n'.
func cmdRepeat(ts *testscript.TestScript, neg bool, args []string) {
	times, err := strconv.Atoi(args[1])
	ts.Check(err)
	content, err := strconv.Unquote(`"` + args[3] + `"`)
	ts.Check(err)
	text := ts.ReadFile(args[2]) + "\n" + strings.Repeat(content, times)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(text), 0o666))
}

// cmdClean wants nothing in a file (or stdout, stderr) that a terminal would
// act on, but newlines and tabs.
func cmdClean(ts *testscript.TestScript, neg bool, args []string) {
	for i, r := range ts.ReadFile(args[0]) {
		if r < 0x20 && r != '\n' && r != '\t' || r >= 0x7f && r < 0xa0 || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 {
			ts.Fatalf("%s holds %U at byte %d", args[0], r, i)
		}
	}
}

// cmdHold holds a file's lock, as another process at work on it does, until
// release or the script's end.
func cmdHold(ts *testscript.TestScript, neg bool, args []string) {
	f, err := os.OpenFile(ts.MkAbs(args[0]), os.O_RDWR, 0)
	ts.Check(err)
	ts.Defer(func() { _ = f.Close() })
	if err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
		ts.Fatalf("%s cannot be locked: %v", args[0], err)
	}
	ts.Value(held{}).(map[string]*os.File)["store"] = f
}

// cmdRelease gives up what hold holds.
func cmdRelease(ts *testscript.TestScript, neg bool, args []string) {
	ts.Check(ts.Value(held{}).(map[string]*os.File)["store"].Close())
}

// held is the key of what hold holds.
type held struct{}
