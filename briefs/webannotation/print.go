package webannotation

import (
	"unicode/utf8"

	"obelus/model"
)

// appendNode writes n, indented where indent is not negative. Letters that HTML
// or a terminal would act on are escaped, and what is no UTF-8 becomes U+FFFD.
func appendNode(b []byte, n node, indent int) []byte {
	switch n.kind {
	case text:
		return appendText(b, n.text)
	case list:
		b = append(b, '[')
		for i, item := range n.items {
			b = appendNode(newLine(b, i, indent), item, deeper(indent))
		}
		return append(lastLine(b, len(n.items), indent), ']')
	case object:
		b = append(b, '{')
		for i, m := range n.members {
			b = append(appendText(newLine(b, i, indent), m.key), ':')
			if indent >= 0 {
				b = append(b, ' ')
			}
			b = appendNode(b, m.value, deeper(indent))
		}
		return append(lastLine(b, len(n.members), indent), '}')
	}
	return append(b, n.text...)
}

func deeper(indent int) int {
	if indent < 0 {
		return indent
	}
	return indent + 1
}

// newLine begins the i-th of a list's or an object's lines.
func newLine(b []byte, i, indent int) []byte {
	if i > 0 {
		b = append(b, ',')
	}
	if indent < 0 {
		return b
	}
	return appendIndent(append(b, '\n'), indent+1)
}

func lastLine(b []byte, n, indent int) []byte {
	if n == 0 || indent < 0 {
		return b
	}
	return appendIndent(append(b, '\n'), indent)
}

func appendIndent(b []byte, indent int) []byte {
	for range indent {
		b = append(b, ' ', ' ')
	}
	return b
}

func appendText(b []byte, s string) []byte {
	const hex = "0123456789abcdef"
	b = append(b, '"')
	for i := 0; i < len(s); {
		c := s[i]
		if c >= ' ' && c < utf8.RuneSelf && c != '"' && c != '\\' && c != '<' && c != '>' && c != '&' && c != 0x7f {
			b = append(b, c)
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		_, neutral := model.Neutral(r)
		switch {
		case r == '"' || r == '\\':
			b = append(b, '\\', c)
		case r == '\n':
			b = append(b, '\\', 'n')
		case r == '\t':
			b = append(b, '\\', 't')
		case r == utf8.RuneError:
			b = append(b, "\uFFFD"...)
		case neutral || r < utf8.RuneSelf:
			b = append(b, '\\', 'u', hex[r>>12&15], hex[r>>8&15], hex[r>>4&15], hex[r&15])
		default:
			b = append(b, s[i:i+size]...)
		}
		i += size
	}
	return append(b, '"')
}
