package text

import (
	"strings"
	"testing"
)

// prose is a paragraph of body text, for texts whose words do not matter.
const prose1 = "The ferry company has stopped its night service between the two islands because the harbour office would no longer vouch for the pier, a spokeswoman said on Tuesday. Nobody was hurt."

func TestHeadline(t *testing.T) {
	tests := []struct {
		name, text, want string
	}{
		{"headline first", "Night ferry stops after pier warning\n\n" + prose1, "Night ferry stops after pier warning"},
		{"then the standfirst", "Night ferry stops after pier warning\n\nIslanders must take the morning boat until engineers have looked at every pile of the old pier and the harbour office is content\n\n" + prose1,
			"Night ferry stops after pier warning"},
		{"after a standfirst without a stop", "With the pier closed and no second boat to be had before spring, both islands look for a way to keep their hospitals and their schools supplied\n\nIslands prepare for a winter without ferries\n\nPHOTO/Harbour office - The pier in October\n\n" + prose1,
			"Islands prepare for a winter without ferries"},
		{"after a standfirst that is nearly short enough", "With the pier closed until spring, both islands look for ways to keep their hospitals supplied\n\nIslands prepare for winter\n\n" + prose1,
			"Islands prepare for winter"},
		{"after a standfirst with a stop and before a byline", "The pier is closed and no second boat is to be had before spring, so that both islands look for a way to keep their hospitals supplied.\n\nIslands prepare for winter\n\nBy Ines Marwick\n\n" + prose1,
			"Islands prepare for winter"},
		{"all capitals", "NIGHT FERRY STOPS AFTER PIER WARNING\n\n" + prose1, "NIGHT FERRY STOPS AFTER PIER WARNING"},
		{"a question", "Who vouches for the pier?\n\n" + prose1, "Who vouches for the pier?"},
		{"ends in initials", "Ferry builder moves to the U.S.\n\n" + prose1, "Ferry builder moves to the U.S."},
		{"under a section's name", "Transport\n\nNight ferry stops after pier warning\n\n" + prose1, "Night ferry stops after pier warning"},
		{"under a section's name in capitals", "COAST AND SEA\n\nNight ferry stops after warning about the pier\n\n" + prose1, "Night ferry stops after warning about the pier"},
		{"under a marking, date and byline", "TLP:AMBER\n\n3 November 2026\n\nBy Ines Marwick and Olu Bandele\n\nNight ferry stops\n\n" + prose1, "Night ferry stops"},
		{"over byline and dateline", "Night ferry stops after pier warning\nBy INES MARWICK\nNov. 3, 2026, 10:14 GMT\n\nSTORRAN (North Sea News) — " + prose1, "Night ferry stops after pier warning"},
		{"with a year", "Harbour budget 2026\n\n" + prose1, "Harbour budget 2026"},
		{"that begins like a byline", "By land and by sea: how the mail gets through\n\n" + prose1, "By land and by sea: how the mail gets through"},
		{"of a letter", "From: harbour office\nTo: all pilots\nSubject: Pier 4 closed\nDate: 3 November\n\n" + prose1, "Pier 4 closed"},
		{"of a cable", "RESTRICTED\nSUBJECT: PIER 4 CLOSED\nREF: 26 STORRAN 114\n\n1. " + prose1, "PIER 4 CLOSED"},
		{"web address above", "https://news.example/ferry?id=3\nNight ferry stops after pier warning\n\n" + prose1, "Night ferry stops after pier warning"},
		{"credit above", "Photo: Harbour office\n\nNight ferry stops after pier warning\n\n" + prose1, "Night ferry stops after pier warning"},
		{"wrapped over two lines", "NIGHT FERRY STOPS AFTER WARNING ABOUT\nTHE OLD PIER\n\n" + wrap(strings.Repeat(prose1+" ", 4), 60), "NIGHT FERRY STOPS AFTER WARNING ABOUT THE OLD PIER"},
		{"German", "Nachtfähre eingestellt\n\nHafenamt bürgt nicht mehr für den alten Anleger\n\nStorran (dpi) – Die Reederei hat ihre Nachtfähre zwischen den beiden Inseln eingestellt, teilte eine Sprecherin am Dienstag mit.", "Nachtfähre eingestellt"},
		{"German, under date and byline", "Dienstag, 3. November 2026, 10:14 Uhr\nVon Ines Marwick\nNachtfähre fährt nicht mehr\n\nDie Reederei hat ihre Nachtfähre zwischen den beiden Inseln eingestellt, teilte eine Sprecherin mit.", "Nachtfähre fährt nicht mehr"},
		{"Arabic", "توقف العبّارة الليلية بعد تحذير من الرصيف\n\n٣ نوفمبر ٢٠٢٦\n\nأوقفت شركة العبّارات رحلتها الليلية بين الجزيرتين لأن مكتب الميناء لم يعد يضمن سلامة الرصيف، حسبما قالت متحدثة يوم الثلاثاء.", "توقف العبّارة الليلية بعد تحذير من الرصيف"},
		{"Arabic, under the byline", "بقلم سارة منصور\n\nتوقف العبّارة الليلية\n\nأوقفت شركة العبّارات رحلتها الليلية بين الجزيرتين، حسبما قالت متحدثة يوم الثلاثاء.", "توقف العبّارة الليلية"},
		{"Japanese", "夜間フェリー運休、桟橋に警告\n2026年11月3日 10時14分\n\n両島を結ぶ夜間フェリーが運休した。港湾事務所が桟橋の安全を保証できないためだと、運航会社が三日に発表した。", "夜間フェリー運休、桟橋に警告"},
		{"Japanese, under the date", "2026年11月3日\n夜間フェリー運休、桟橋に警告\n\n両島を結ぶ夜間フェリーが運休した。", "夜間フェリー運休、桟橋に警告"},
		{"Russian", "Ночной паром отменён после предупреждения о причале\n\n3 ноября 2026 г.\n\nСТОРРАН, 3 ноября. Паромная компания отменила ночной рейс между островами, сообщила её представительница.", "Ночной паром отменён после предупреждения о причале"},
		{"Hindi", "घाट की चेतावनी के बाद रात की नौका बंद\n\nकंपनी ने दोनों द्वीपों के बीच रात की सेवा रोक दी है, प्रवक्ता ने मंगलवार को बताया।", "घाट की चेतावनी के बाद रात की नौका बंद"},

		{"none: it begins with the dateline", "STORRAN, Nov 3 (North Sea News) - " + prose1 + "\n\n" + prose1, ""},
		{"none: a section's heading is none", prose1 + "\n\nBackground\n\n" + prose1, ""},
		{"none: a letter", "Dear colleagues,\n\n" + prose1, ""},
		{"none: one line", "Pier 4 closed", ""},
		{"none: only short lines", "milk\nbread\ntwo lamps", ""},
		{"none: a list", "- Pier 4 closed\n- Night ferry stops\n\n" + prose1, ""},
		{"none: nothing", "", ""},
		{"none: numbers and rules", "----\n2026\n* * *\n" + prose1, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			markdown, title := ToMarkdown(tt.text)
			if title != tt.want {
				t.Errorf("title = %q, want %q", title, tt.want)
			}
			headings := 0
			for line := range strings.Lines(markdown) {
				if strings.HasPrefix(line, "# ") {
					headings++
				}
			}
			if (headings == 1) != (tt.want != "") {
				t.Errorf("%d headings in\n%s", headings, markdown)
			}
		})
	}
}

func TestHeadlineStaysWhereItStands(t *testing.T) {
	markdown, _ := ToMarkdown("TLP:CLEAR\n\nNight ferry stops\n\n" + prose1)
	if want := "TLP:CLEAR\n\n# Night ferry stops\n\n" + prose1 + "\n"; markdown != want {
		t.Errorf("got\n%s\nwant\n%s", markdown, want)
	}
}
