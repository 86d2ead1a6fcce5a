package sentence

import (
	"slices"
	"strings"
	"testing"
)

// Each line of a case is one text; " | " stands where a sentence ends and the
// next begins.
var splitCases = []struct{ name, lines string }{
	{"stops", `
The convoy left at dawn. | It has not been seen since.
Who paid for it? | Nobody will say.
They stopped it! | The rest drove on.
One line without a stop
What! | Again?! | Yes!!! | It seems so.
`},
	{"titles", `
The delegation was led by Dr. Awa Kone and Prof. Ilyin. | They left early.
Gen. Traoré met Sen. Marsh, Rep. Okafor and Lt. Col. Baptiste in St. Louis.
Mrs. Diallo of Mt. Vernon wrote to Gov. Hale. | No reply came.
We asked Messrs. Hill and Kay vs. Smith, i.e. both sides.
That is Tom Reed Jr.'s desk.
`},
	{"countries and acronyms", `
The U.S. Ambassador spoke first. | The E.U. envoy did not.
He has lived in the U.S. for nine years.
Troops moved to the U.S. | Nobody objected.
She became President of the U.S. | Thousands came to see it.
She moved from the U.K. to the U.S. | The rest stayed.
The U.N. Security Council met. | So did the U.S.-led coalition.
They banned it in the U.S.A. last year. | How did the E.U. react?
Do you live in the E.U. | How long?
`},
	{"companies", `
Harbour Freight Inc. said it would appeal. | Analysts doubt it.
He sold it to Brand & Co. | It went badly.
Ask Lena and co. | They were there.
The deal with Lane, Poole & Co. at noon fell through.
Acme Corp. Chairman Ida Holm resigned. | Later, Acme Ltd. | The buyers stayed.
The parties are Delta Inc. (“Delta”) and Omega Ltd. (“Omega”).
`},
	{"initials", `
J. R. Smith and T.S. Eliot met A. Kone. | They talked.
Was it Robert I. Lowe? | It was you and I. | Did you forget?
A. Kone and B. Diarra signed it.
It is plan B. | The first one failed.
They fought in World War I. | The second war was worse.
Vitamin C. | It helps.
`},
	{"numbers", `
It grew by 3.5 million in No. 7 and by 2 in Nos. 8 and 9.
See p. 55, pp. 60-62, Fig. 3, vol. II and Sec. 4.2. | Then stop.
She paid $100.00. | It was too much.
The answer is no. | The rest is silence.
In 2015. | 500 people left.
It was filed as N°. 1026.253.553. | That is where to look.
He was born on Sept. 11 and died in Jan. 1990. | His heirs sued.
On 11.18.2014 it ended.
`},
	{"clock", `
The talks ended at 6 p.m. on Monday and resumed at 9 a.m. EST.
She left at 6 P.M. | Reporters who came at 7 P.M. found nobody.
At 5 a.m. Mr. Ford called. | He rang off at 6 P.M. | Mr. Ford then slept.
By 3 p.m. Kone had left.
`},
	{"ellipses", `
He said "the mission (...). We stay." | That was all.
It was ... well, not what she meant.
And then... | Nothing happened.
They never came.... | We waited.
We left it . . . and so did they . . . I think so.
The words fail at the end of it . . . . | The next sentence follows.
It was a habit of combining words into compounds. | . . . The practice was not dropped. . . .
The report [...] names nobody. | It names [. . .] nothing.
"The pact [...] holds" (Reed 55).
`},
	{"quotations", `
"Are you sure?" he asked. | "I am," she said.
"Are you sure?" Awa Kone asked. | Nobody answered.
"We will go." | They went.
She turned and said, "That will do." | He closed the book.
'That will do,' he said. | 'Will it?' she said aloud.
“Stop. Think. Then act,” the note said.
"We saw it. It was there." | The guard was sure.
He called it “a lie.” | Others called it "an error". | Some did not.
They asked (He had been there twice.) about the camp.
He left. | (She had gone before.) | It was late.
He won (again!) and left. | They lost (sadly!) The crowd went home.
Stop it! he yelled. | Stop it!, she said.
`},
	{"brackets", `
The set {one. Two.} is small. | It was made in the '90s. | The dogs' food is old.
[This one stands in brackets.]
The law (Reed et al., 2003, 2005) holds (Hill, 2007). | It is old (see App. B).
The use[1] is known.[2–11] | Leaves are used.[3][4] | Oils too.
The gap was seen in a consultation.11 12 | Take one example.
He quit (no date.). | She stayed.
`},
	{"addresses", `
Write to Ida.Holm@example.org. | She reads it.
It is at https://www.example.org/a.b/?q=1&r=2. | See also readme.txt and main.go.
Visit www.example.com/Why?Because now.
The U.S. site example.com is down.
`},
	{"lists in a line", `
1.) The first part | 2.) The second part
1.) The first part. | 2.) The second part.
1) The first part | 2) The second part
1. The first part | 2. The second part | 3. The third
a. The first part | b. The second part | c. The third
(a) One is here. | (b) Two is there.
i. One is here. | ii. Two is there. | iii. Three is missing.
• 9. The first part | • 10. The second part
• bread | • water
4. This is one item.
The list: 1.bread, 2.water, 3.salt.
`},
	{"set without care", `
The ships left in March.|The port was shut.|Mr. Kone paid 2,000.|That was all.
Use Node.js and System.Text, fmt.Println or U.In here.
This is <b>loud.</b> | <i>This</i> is not. | Then y < 5. | That is so.
`},
	{"dashes and names", `
Mix it and -- there! -- you have it. | It may be -- who knows? -- wrong.
What do you see? | - Men like silent sentinels.
She works at Yahoo! in the press office. | Yahoo! News ran it.
The iPhone sold. | iPhone sales rose.
`},
	{"German", `
Das Treffen ist am 5. Mai in Wien. | Es dauert bis zum 19. Juni.
Der 2. Weltkrieg endete im 20. Jahrhundert. | Das steht auf Seite 12. | Dort steht mehr.
Wir brauchen z. B. Wasser, d. h. viel, usw. | Dann gehen wir.
Herr Dr. med. Klein und Prof. Dr. rer. nat. Groß kamen um ca. 8 Uhr. | Sie blieben.
„Kommst du?“, fragte er. | „Nein.“ | Sie ging.
Nr. 5 kostet rd. 3 Mio. Euro, vgl. Abb. 2. | Das ist viel.
`},
	{"Danish", `
Han kom d. 5. maj kl. 10. | Det var f.eks. Hr. Holm og bl.a. Fru Lund.
Hun bor på 3. sal i Kbh. | Det er dyrt osv. | Men godt.
`},
	{"Dutch", `
Dhr. De Vries sprak m.b.t. Nr. 5, d.w.z. alles. | Dat was in jan. 2010 bijv. Utrecht.
`},
	{"French", `
M. Diallo et Mme. Sow sont venus, c.-à-d. Tous. | « Vraiment ? » demanda-t-il. | Oui.
Vous venez ? | Non ! | Elle a dit : « C'est tout. » | Il partit.
`},
	{"Italian", `
L'avv. Bruni e la sig.ra Conti vivono in p.zza Dante. | Il dott. Neri no.
Serve qualcosa, ad es. Acqua, pane, ecc. | Poi basta. | Sì!
`},
	{"Spanish", `
El Sr. Ruiz y la Dra. Gil viven en EE. UU. desde 1999. | ¿Por qué? | ¡Quién sabe!
Vea la pág. 5, el art. 3 y p. ej. Madrid. | Fin.
¡Basta! | ¿qué quieres?
`},
	{"Russian", `
В 2010 г. | Компания выросла. | Он живёт в г. Москва на ул. Мира, д. 5, кв. 7.
А. С. Пушкин и т. д. | Потом пришёл проф. Ильин, т. е. Иван. | Всё.
Цена 5 тыс. руб. | Это много. | — Что? — спросил он.
`},
	{"Bulgarian and Kazakh", `
Тази година, т.г. през май, дойде проф. Иванов. | Той остана.
Бұл 2012 ж. болды. | Ол М. Әуезов туралы айтты.
`},
	{"Armenian", `
Նա եկավ երեկ։ | Մենք գնացինք։
Նա եկավ երեկ: | Մենք գնացինք: | Որտե՞ղ:
`},
	{"Greek", `
Πού είναι ο κ. Παππάς; | Δεν ξέρω. | Ήρθε το 5 π.Χ. περίπου, π.χ. Αθήνα.
`},
	{"Arabic, Persian, Urdu", `
أين هو؟ | لا نعرف. | قال د. سامي إنه سافر.
او کجاست؟ | ندیدیم. | او رفت.
وہ کہاں ہے؟ | ہم نہیں جانتے۔ | وہ چلا گیا۔
`},
	{"Hindi", `
वह कल आया। | डॉ. शर्मा नहीं आए। | ए. पी. शर्मा कहाँ है?
वह कल आया है. | वे गए थे. | हम रुके।
`},
	{"Amharic and Burmese", `
ሰላም ነው፧ | ደህና ነኝ። | እሺ፡፡ | ቻው።
သူ လာတယ်။ | ငါ သွားမယ်။
`},
	{"Japanese and Chinese", `
彼は来た。|彼女は「もう帰る。」と言った。|終わり！|本当？
「行こう。」|彼は立った。
（これは例です。）|次の文です。
他来了。|她说：“我走了。”|他问：“为什么？”|“不知道！”他说。|雨停了。
价格是3.5万元。|第No.7号。
`},
}

func TestSplit(t *testing.T) {
	for _, group := range splitCases {
		t.Run(group.name, func(t *testing.T) {
			for line := range strings.Lines(strings.TrimLeft(group.lines, "\n")) {
				line = strings.TrimSpace(line)
				text := strings.ReplaceAll(line, "| ", "")
				text = strings.ReplaceAll(text, "|", "")
				var want []string
				for part := range strings.SplitSeq(line, "|") {
					want = append(want, strings.TrimSpace(part))
				}
				var got []string
				for _, r := range Split(text) {
					got = append(got, text[r.Start:r.End])
				}
				if !slices.Equal(got, want) {
					t.Errorf("\n got %q\nwant %q", got, want)
				}
			}
		})
	}
}
