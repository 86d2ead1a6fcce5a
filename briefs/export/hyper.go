package export

import "obelus/model"

// A hyper is HTML in the making. Only what raw is given is markup; all else is
// text, wherever it comes from.
type hyper struct{ buf []byte }

// raw writes markup of our own.
func (h *hyper) raw(parts ...string) {
	for _, p := range parts {
		h.buf = append(h.buf, p...)
	}
}

// text writes text, which may be the value of a quoted attribute as well.
func (h *hyper) text(text string) {
	from := 0
	for i := range len(text) {
		escaped := ""
		switch text[i] {
		case '&':
			escaped = "&amp;"
		case '<':
			escaped = "&lt;"
		case '>':
			escaped = "&gt;"
		case '"':
			escaped = "&#34;"
		case '\'':
			escaped = "&#39;"
		default:
			continue
		}
		h.buf = append(h.buf, text[from:i]...)
		h.buf = append(h.buf, escaped...)
		from = i + 1
	}
	h.buf = append(h.buf, text[from:]...)
}

// line writes text from outside on one line, neutralised.
func (h *hyper) line(text string) { h.text(model.CleanLine(text)) }

// attr writes an attribute.
func (h *hyper) attr(name, value string) {
	h.raw(" ", name, `="`)
	h.text(value)
	h.raw(`"`)
}

// link writes a link to the web or a mailbox, with line as its text. An address
// that is none of these is not linked.
func (h *hyper) link(address, line string) {
	safe := model.SafeLink(address)
	if safe == "" {
		h.line(line)
		return
	}
	h.openLink(safe)
	h.line(line)
	h.raw("</a>")
}

// openLink begins a link to an address that model.SafeLink gave.
func (h *hyper) openLink(safe string) {
	h.raw("<a")
	h.attr("href", safe)
	h.raw(` rel="noopener noreferrer nofollow">`)
}
