package export_test

import (
	"bufio"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// A chromium is a headless browser, driven through its DevTools protocol
// (https://chromedevtools.github.io/devtools-protocol/) over a pipe: each
// message is JSON with a zero byte behind it.
type chromium struct {
	t       *testing.T
	in      *os.File
	session string // of the one page
	ended   chan struct{}

	mu      sync.Mutex
	last    int
	answers map[int]chan message
	events  []message
}

type message struct {
	ID     int             `json:"id,omitempty"`
	Method string          `json:"method,omitempty"`
	Params json.RawMessage `json:"params,omitempty"`
	Result json.RawMessage `json:"result,omitempty"`
	Error  *struct {
		Message string `json:"message"`
	} `json:"error,omitempty"`
	Session string `json:"sessionId,omitempty"`
}

// patience is how long an answer may take; a test fails for no answer, never
// for a slow one.
const patience = 2 * time.Minute

// startChromium starts a browser with an empty profile, which ends with the
// test. Without one on this machine the test is skipped.
func startChromium(t *testing.T) *chromium {
	t.Helper()
	path := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if found, err := exec.LookPath(name); err == nil {
			path = found
			break
		}
	}
	if path == "" {
		t.Skip("no chromium is installed, so the page is not looked at in a browser")
	}
	for range starts - 1 {
		c := launch(t, path)
		if _, err := c.try("Browser.getVersion", nil); err == nil {
			c.openPage()
			return c
		}
	}
	c := launch(t, path)
	c.openPage()
	return c
}

// starts is how often a browser is started that ends by itself before it says
// anything, as Chromium does now and then on a busy machine.
const starts = 3

// launch starts the browser at path.
func launch(t *testing.T, path string) *chromium {
	t.Helper()
	profile, err := os.MkdirTemp("", "obelus-chromium-")
	if err != nil {
		t.Fatal(err)
	}
	toBrowser, in, err1 := os.Pipe()
	out, fromBrowser, err2 := os.Pipe()
	if err := errors.Join(err1, err2); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(path, "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
		"--disable-background-networking", "--disable-component-update", "--disable-sync", "--hide-scrollbars",
		"--disable-dev-shm-usage", "--user-data-dir="+profile, "--remote-debugging-pipe", "about:blank")
	cmd.ExtraFiles = []*os.File{toBrowser, fromBrowser} // file descriptors 3 and 4
	if err := cmd.Start(); err != nil {
		t.Skipf("%s does not start, so the page is not looked at in a browser: %v", path, err)
	}
	_ = toBrowser.Close()
	_ = fromBrowser.Close()
	c := &chromium{t: t, in: in, ended: make(chan struct{}), answers: map[int]chan message{}}
	go c.read(out)
	t.Cleanup(func() {
		_, _ = c.try("Browser.close", nil)
		_ = in.Close()
		gone := time.AfterFunc(10*time.Second, func() { _ = cmd.Process.Kill() })
		_ = cmd.Wait()
		gone.Stop()
		_ = os.RemoveAll(profile)
	})
	return c
}

func (c *chromium) read(out *os.File) {
	defer close(c.ended)
	r := bufio.NewReader(out)
	for {
		data, err := r.ReadBytes(0)
		if err != nil {
			return
		}
		var m message
		if json.Unmarshal(data[:len(data)-1], &m) != nil {
			continue
		}
		c.mu.Lock()
		if m.ID != 0 {
			c.answers[m.ID] <- m
		} else {
			c.events = append(c.events, m)
		}
		c.mu.Unlock()
	}
}

// try calls a method of the page's, or of the browser's before there is one.
func (c *chromium) try(method string, params any) (json.RawMessage, error) {
	encoded, err := json.Marshal(params)
	if err != nil {
		return nil, err
	}
	answer := make(chan message, 1)
	c.mu.Lock()
	c.last++
	m := message{ID: c.last, Method: method, Session: c.session}
	if params != nil {
		m.Params = encoded
	}
	c.answers[m.ID] = answer
	c.mu.Unlock()
	data, err := json.Marshal(m)
	if err != nil {
		return nil, err
	}
	if _, err := c.in.Write(append(data, 0)); err != nil {
		return nil, err
	}
	select {
	case got := <-answer:
		if got.Error != nil {
			return nil, fmt.Errorf("%s: %s", method, got.Error.Message)
		}
		return got.Result, nil
	case <-c.ended:
		return nil, fmt.Errorf("%s: the browser has ended", method)
	case <-time.After(patience):
		return nil, fmt.Errorf("%s: no answer", method)
	}
}

// call is try for what has to work; the result goes into out, if any.
func (c *chromium) call(method string, params, out any) {
	c.t.Helper()
	result, err := c.try(method, params)
	if err != nil {
		c.t.Fatal(err)
	}
	if out != nil {
		if err := json.Unmarshal(result, out); err != nil {
			c.t.Fatal(err)
		}
	}
}

type fields map[string]any

func (c *chromium) openPage() {
	c.t.Helper()
	var target struct{ TargetID string }
	c.call("Target.createTarget", fields{"url": "about:blank"}, &target)
	var attached struct{ SessionID string }
	c.call("Target.attachToTarget", fields{"targetId": target.TargetID, "flatten": true}, &attached)
	c.session = attached.SessionID
	for _, domain := range []string{"Page", "Runtime", "Log", "Network"} {
		c.call(domain+".enable", nil, nil)
	}
}

// happened gives the events of that kind since the page was opened last.
func (c *chromium) happened(method string) []message {
	c.mu.Lock()
	defer c.mu.Unlock()
	var list []message
	for _, e := range c.events {
		if e.Method == method {
			list = append(list, e)
		}
	}
	return list
}

// show opens a page from a file, in a window of that size, and waits until it
// is there.
func (c *chromium) show(page string, width, height int) {
	c.t.Helper()
	path := filepath.Join(c.t.TempDir(), "page.html")
	if err := os.WriteFile(path, []byte(page), 0o600); err != nil {
		c.t.Fatal(err)
	}
	c.window(width, height)
	c.mu.Lock()
	c.events = nil
	c.mu.Unlock()
	c.call("Page.navigate", fields{"url": "file://" + path}, nil)
	for deadline := time.Now().Add(patience); len(c.happened("Page.loadEventFired")) == 0; time.Sleep(5 * time.Millisecond) {
		if time.Now().After(deadline) {
			c.t.Fatal("the page was not loaded")
		}
	}
}

func (c *chromium) window(width, height int) {
	c.t.Helper()
	c.call("Emulation.setDeviceMetricsOverride", fields{"width": width, "height": height, "deviceScaleFactor": 1, "mobile": false}, nil)
}

// media says what the page is shown on: "screen" or "print", "light" or "dark".
func (c *chromium) media(medium, scheme string) {
	c.t.Helper()
	c.call("Emulation.setEmulatedMedia", fields{"media": medium, "features": []fields{{"name": "prefers-color-scheme", "value": scheme}}}, nil)
}

// eval gives what a JavaScript expression comes to on the page.
func (c *chromium) eval(expression string, out any) {
	c.t.Helper()
	var got struct {
		Result           struct{ Value json.RawMessage }
		ExceptionDetails *struct {
			Text      string
			Exception struct{ Description string }
		}
	}
	c.call("Runtime.evaluate", fields{"expression": expression, "returnByValue": true}, &got)
	if got.ExceptionDetails != nil {
		c.t.Fatalf("%s: %s", got.ExceptionDetails.Text, got.ExceptionDetails.Exception.Description)
	}
	if err := json.Unmarshal(got.Result.Value, out); err != nil {
		c.t.Fatalf("%s gives %s: %v", expression, got.Result.Value, err)
	}
}

// press presses a key as a keyboard does: "Tab", "Enter" or "Space".
func (c *chromium) press(name string) {
	c.t.Helper()
	key := map[string]fields{
		"Tab":   {"key": "Tab", "code": "Tab", "windowsVirtualKeyCode": 9},
		"Enter": {"key": "Enter", "code": "Enter", "windowsVirtualKeyCode": 13, "text": "\r"},
		"Space": {"key": " ", "code": "Space", "windowsVirtualKeyCode": 32, "text": " "},
	}[name]
	for _, kind := range []string{"keyDown", "keyUp"} {
		event := fields{"type": kind}
		for k, v := range key {
			event[k] = v
		}
		if name == "Tab" && kind == "keyDown" {
			event["type"] = "rawKeyDown"
		}
		c.call("Input.dispatchKeyEvent", event, nil)
	}
}

// picture writes the whole page as a PNG where -args -pictures=FOLDER asks.
func (c *chromium) picture(name string) {
	c.t.Helper()
	if *pictures == "" {
		return
	}
	var shot struct{ Data string }
	c.call("Page.captureScreenshot", fields{"format": "png", "captureBeyondViewport": true}, &shot)
	c.file(name+".png", shot.Data)
}

// look writes what the window shows, likewise, after it went to an element.
func (c *chromium) look(name, id string) {
	c.t.Helper()
	if *pictures == "" {
		return
	}
	var done bool
	c.eval("document.getElementById('"+id+"').scrollIntoView(), true", &done)
	var shot struct{ Data string }
	c.call("Page.captureScreenshot", fields{"format": "png"}, &shot)
	c.file(name+"-"+id+".png", shot.Data)
}

// paper writes the page as a PDF, likewise.
func (c *chromium) paper(name string) {
	c.t.Helper()
	if *pictures == "" {
		return
	}
	var pdf struct{ Data string }
	c.call("Page.printToPDF", fields{"preferCSSPageSize": false}, &pdf)
	c.file(name+".pdf", pdf.Data)
}

func (c *chromium) file(name, encoded string) {
	c.t.Helper()
	data, err := base64.StdEncoding.DecodeString(encoded)
	if err == nil {
		err = os.WriteFile(filepath.Join(*pictures, name), data, 0o644)
	}
	if err != nil {
		c.t.Fatal(err)
	}
	c.t.Logf("wrote %s", strings.TrimSuffix(*pictures, "/")+"/"+name)
}
