package anchor

// stay places the targets that stand before everything that changed, or behind
// it: the two texts begin with the same letters, and end with the same. It leaves
// what could be either.
func (f *finder) stay() {
	if f.old == nil {
		return
	}
	was, is := f.old.text, f.text.text
	head, tail := shared(was, is)
	moved := len(is) - len(was)
	for i := range f.targets {
		t := &f.targets[i]
		before, behind := t.start+len(t.words) <= head, t.start >= len(was)-tail
		if t.words == "" || before == behind && !(before && moved == 0) {
			continue
		}
		c := candidate{start: t.start, end: t.start + len(t.words), words: 1}
		if !before {
			c.start, c.end = c.start+moved, c.end+moved
		}
		if insideWord(is, c.start) || insideWord(is, c.end) {
			continue
		}
		if f.text.judge(t, &c); c.near() >= sameContext {
			f.places[i] = c
		}
	}
}

// shared is how many bytes two texts begin with together, and how many they end
// with.
func shared(a, b string) (head, tail int) {
	n := min(len(a), len(b))
	for head < n && a[head] == b[head] {
		head++
	}
	for tail < n && a[len(a)-1-tail] == b[len(b)-1-tail] {
		tail++
	}
	return head, tail
}
