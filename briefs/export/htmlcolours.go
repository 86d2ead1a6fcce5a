package export

import (
	"strings"

	"obelus/model"
)

// A scheme is the colours of a page, "#RRGGBB". They are the screen's: its
// light and its dark theme have the same tints and inks.
type scheme struct {
	paper, panel, text, faint, frame, link string
	tags                                   map[model.Tag]tagColours
}

// tagColours are a tag's colour behind its words, and of its letter and line.
type tagColours struct{ ink, tint string }

func lightScheme() scheme {
	return scheme{
		paper: "#FCFBF9", panel: "#F1F1EF", text: "#24292F", faint: "#5D646E", frame: "#C9CCD1", link: "#084C94",
		tags: map[model.Tag]tagColours{
			model.Sourced:    {ink: "#005248", tint: "#9AE1D1"},
			model.Attributed: {ink: "#7A5200", tint: "#FFEBAC"},
			model.Opinion:    {ink: "#5B21B6", tint: "#E0D4FC"},
			model.Unsourced:  {ink: "#7F1803", tint: "#FBBBA4"},
			model.Nonclaim:   {ink: "#5D646E"},
		},
	}
}

func darkScheme() scheme {
	return scheme{
		paper: "#17191D", panel: "#22252B", text: "#D9DCE1", faint: "#A0A7B3", frame: "#454B57", link: "#9CC8FA",
		tags: map[model.Tag]tagColours{
			model.Sourced:    {ink: "#6FEBDC", tint: "#0B4B44"},
			model.Attributed: {ink: "#F5BB45", tint: "#584009"},
			model.Opinion:    {ink: "#B99BF7", tint: "#3C2470"},
			model.Unsourced:  {ink: "#F28C73", tint: "#5A1C0E"},
			model.Nonclaim:   {ink: "#A0A7B3"},
		},
	}
}

// colourRules declares the colours, by the names that page.css has for them:
// the dark ones for screens whose owner wants them, never for paper.
func colourRules() string {
	return ":root{" + lightScheme().variables() + "}\n@media screen and (prefers-color-scheme:dark){:root{" + darkScheme().variables() + "}}\n"
}

func (s scheme) variables() string {
	var b strings.Builder
	for _, v := range []struct{ name, value string }{
		{"paper", s.paper}, {"panel", s.panel}, {"text", s.text}, {"faint", s.faint}, {"frame", s.frame}, {"link", s.link},
	} {
		b.WriteString("--" + v.name + ":" + v.value + ";")
	}
	for _, tag := range model.Tags() {
		b.WriteString("--" + string(tag) + "-ink:" + s.tags[tag].ink + ";")
		if tint := s.tags[tag].tint; tint != "" {
			b.WriteString("--" + string(tag) + "-tint:" + tint + ";")
		}
	}
	return b.String()
}
