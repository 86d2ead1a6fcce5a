package sentence

// westernAbbreviations are those of the languages in Latin letters.
func westernAbbreviations() []abbreviationLists {
	return []abbreviationLists{
		{
			language: "en",
			never: "Mr Mrs Ms Mx Messrs Mmes Dr Drs Prof Profs Gen Lt Col Maj Capt Cmdr Cdr Comdr Adm Sgt Cpl Pvt Pfc Spc Sen Sens Rep Reps Gov Govs Lt.Gov Pres Hon Rev Fr Br Msgr Supt Atty Insp Amb Det Ofc Brig " +
				"Lieut Ald Assoc Asst Dep Sec Treas Secy Ste Mt Mts Ft Pt Gov.Gen Maj.Gen Lt.Col Brig.Gen Rt.Hon Vice-Adm Rear-Adm Cllr Ven " +
				"Civ Crim Proc Evid p.s p.p.s vs v viz cf e.g i.e eg approx esp incl f.e f.ex resp c.f a.k.a d.b.a n.b b. aka",
			number: "no nos p pp para paras vol vols fig figs ch chap chaps sec secs art arts pt pts eq eqs tab app apps ref refs ver cl r par sect tel fax ext lit pos N Nos n° nº n nn c ca circa ed eds " +
				"Op op Ex Res Reg Doc No Cap Ann Exh Encl Amend Rm Rs Rte max min avg ser suppl cont deg tit Tit Stat Supp Tr Dkt Bk",
			month: "Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Mon Tue Tues Wed Thu Thur Thurs Fri Sat Sun",
			either: "St Fed Pub Mfg Ala Del Miss Mont Ore Md Ida Kans Nebr W.Va Inc Ltd Co Corp LLC L.L.C Plc L.P Cos Jr Sr Esq Bros Ave Blvd Rd Hwy Pkwy Univ Dept Assn Dist Sq Bldg Apt Ste Calif Fla Mass Mich Minn Tex Pa Va Wis Ariz Ark Colo Conn Ga Kan Ky Neb Nev Okla Penn Tenn Vt Wyo Wash Ill Ind Ont Que Alta N.Y N.J D.C L.A " +
				"u.s u.k e.u u.n u.s.a u.s.s.r u.a.e ph.d m.d b.a m.a m.sc b.sc j.d ll.b ll.m d.phil r.n m.p co inc ltd corp dept univ bros est bldg ave blvd hwy rd st govt dist misc sq jr sr b.c a.d b.c.e c.e et.al al ibid op.cit loc.cit gov.t intl natl",
			final: "etc",
			unit:  "ft oz lb lbs gal tsp tbsp mph hrs mins secs wk wks yr yrs bn",
		},
		{
			language: "de",
			never: "rer nat Ing Hr Hrn Fr Frl Dipl Dipl.-Ing Ing Mag Hptm Oberst Bgm Univ.-Prof Priv.-Doz Pfr Dr Prof Skt bzw z.b d.h u.a v.a i.d.r z.t u.u m.e u.e m.w s.o o.g zb ggf evtl eventl inkl exkl ca zzgl abzgl sog gem vgl bspw allg insb insbes bez bzgl entspr " +
				"ehem einschl gegr geb jährl mtl tägl tgl mind i.a i.v i.d i.e.s z.z z.zt z.hd a.d v.chr z.bsp wg betr Verf Übers Hrsg hg dt engl franz russ amerik österr nördl südl östl westl Stellv stv Vors verh verw Bsp Gebr Ges ges Ltg Min.-Dir Reg.-Bez lt. Mio Mrd Tsd Mill Bio Bd.-Nr urspr eigtl Inh Präs",
			number: "Nr Nrn Abs Art Bd Bde Kap Abb Tab Ziff Anm Aufl Rn Rdnr Ausg Blatt Bl S Sp Lfg Jg Sem Abschn Anl Pos Tel rd Zi",
			month:  "Jän Mär Okt Dez Mo Di Mi Do Sa So Febr",
			either: "Str Jh Jhd Jahrh n.chr Std St.-Nr Pl GmbH Abt std Hbf Bhf Tel.-Nr o.ä.m k.o e.v",
			final:  "usw usf u.s.w u.s.f u.v.m u.ä o.ä u.dgl u.v.a etc.pp",
			unit:   "ff f",
		},
		{
			language: "da, no, sv",
			never: "hr Fr frk dr.med dr.phil dr.jur cand.jur cand.mag f.eks fx bl.a dvs d.v.s jf jvf evt inkl ekskl maks ca pga p.g.a ift i.f.t vedr iflg ifm i.fm cand dr prof fhv adj adv afd adr alm anm art.nr bibl c/o dir div eg eks ell fam fg forb forf gl gns gr henv h.h herv hhv i.e ib instr jf kem kgl kr.sag lign likv lok mdr mgl mht m.h.t mio mia mrd mv.h nedenn o.lign opr " +
				"overs ovf partc perf pers pl.a p.t pt præs ref sek sg skr smh sml sp spm ssgr stk subj subst s.u sv.a tdl tekn tilh tilsv t.ex t.h t.o.m t.v uafh udb udg uds ulov undt univ vard vb vha v.h.a vs b.la t.d to.m o.a s.k fr.o.m eg.l resp ev m.fl.a pr bl.a ø.v",
			number: "nr kap kl s d s.nr tlf par pkt § side bind afsn fig tab art st nris nrs nro sid",
			month:  "jan feb febr mar apr jun jul aug sep sept okt nov dec des man tir ons tor fre lør søn mån lör sön",
			either: "co st kbh aps a/s mfl m.fl m.m mm o.l sek kb dl cl ml kv årg e.u osv.a Chr f.m e.m bl",
			final:  "e.kr f.kr osv o.s.v mv m.v etc o.dyl og.lign m.v.h mvh m.m.a o.s.fr",
			unit:   "kr",
		},
		{
			language: "nl",
			never:    "dhr mevr mw mej mr drs prof bijv bv b.v d.w.z dwz o.a m.a.w m.b.t i.v.m t.a.v t.o.v a.d.h.v n.a.v z.g o.l.v i.p.v i.t.t t.g.v enz.a resp evt excl incl ong plm vgl zgn zg afd aanw vnw bijw jl jhr kol gen.maj luit mgr min.pres o.m d.m.v i.h.b n.m v.h v.d d.d wnd",
			number:   "nr nrs blz p pag hfst art lid fig tel par bijl afb",
			month:    "jan febr mrt apr mei jun jul aug sept okt nov dec ma di wo do vr za zo",
			either:   "B.V N.V n.v v.o.f v.chr n.chr a.s jr sr str e.d m.n",
			final:    "enz enzv etc e.d.m e.a",
		},
		{
			language: "fr",
			never:    "M MM Mes Mlle Mlles Mme Mmes Mgr Dr Prof Ste Sts cf c.-à-d c.à.d p.ex env apr J.-C.a boul bd adj dir gén lt cdt sgt réf dép éd trad coll hab sup inf min.max ind quelq qqch qqn",
			number:   "no nº n° p pp art chap t vol fig tél al alin par ann vers pl §",
			month:    "janv févr avr juil juill sept oct nov déc lun mer jeu ven",
			either:   "av suiv ét j.-c apr.j.-c av.j.-c s.a s.a.r.l cie Cie dépt ltée bull",
			final:    "etc",
		},
		{
			language: "it",
			never: "Ing Arch Sig Sigg Sig.ra Sig.na Sig.re Dott Dott.ssa Dr Dr.ssa Prof Prof.ssa Avv Ing Arch Geom Rag On Sen Gen Col Cap Mar.llo Magg Mons S.E Ecc Cav Comm Uff Grand.Uff Egr Spett Gent Gent.mo Ill Rev P.zza V.le C.so V.lo S.ta " +
				"ad.es ad.esempio p.es per.es cfr c.d cd.e c.f ca circa es.a v.s n.d.r n.d.a s.l.m c.a c.so p.za v.le sig sigg sig.ra sig.na dott dott.ssa ing prof prof.ssa avv geom spett egr naz reg prov min.ro pres vice-pres dir sottosegr art.li all.to fraz loc trad lett",
			number: "art artt n nn p pp pag pagg cap capp vol voll fig figg tab sez par co comma lett tel cell int all n.ro nr §",
			month:  "gen febb mag giu lug ago set sett ott nov dic lun mar mer gio ven sab dom",
			either: "s.p.a s.r.l s.n.c s.a.s p.a ltd sec ecc.a s.r.l.s",
			final:  "ecc etc eccetera a.c d.c",
		},
		{
			language: "es, pt, ca, gl",
			never: "EE Ing Sr Sra Srta Sres Sras Srtas D Dña Dn Da Dr Dra Dres Prof Profa Lic Ing Arq Abog Gral Cnel Tte Cap Alm Sto Sta Pbro Mons Fr Excmo Excma Ilmo Ilma Rvdo Ud Uds Vd Vds Exmo Exma Av Avda Pza Pl Ctra Gob Pdte Dir Dep Sen Min " +
				"p.ej pág.ej p.e por.ej ej aprox cf cfr v.gr v.g máx mín núm.a s.a.r c.c.p ref incl excl sr sra srta dr dra d dña ud uds avda gral ex.a art.a pbro adj admón depto",
			number: "núm nº n.º n.o n p pp pág págs art arts cap caps fig figs vol vols t tel teléf tfno apdo inc párr secc ap no n.os km Vol",
			month:  "ene feb mar abr may jun jul ago set sept oct nov dic lun mié jue vie sáb dom fev mai out dez",
			either: "ee.uu e.u ee.uu.aa s.a s.l s.a.u s.l.u a.de.c d.de.c a.m.a cía ltda hnos dpto c.p s.s r.f.a u.r.s.s ff.aa cc.oo jj.oo rr.hh seg hab ptas h e.u.a m.d",
			final:  "etc etcétera a.c d.c",
			unit:   "kg km cm",
		},
		{
			language: "pl, cs, sk, hr, sl, ro, hu, tr, fi",
			never: "np tzn tj tzw ks bp abp bł por m.in m.inn wg ul prof inż dr.inż hab mgr płk mjr kpt św al pl zob ob tys godz właśc " +
				"např tzv apod.a mj resp mudr judr phdr rndr plk kpt sv tř nám tzn " +
				"npr tzv odn tj sv ul gdin gđa dipl g.đo tzv str.a " +
				"nr.crt dl dna prof acad gral dvs bd str.lat " +
				"pl dr prof ún stb.a kb pld özv ifj " +
				"örn bkz yy dr doç yrd sn vb.a tic müh sok mah " +
				"esim mm.a ts ns vrt prof nk ent",
			number: "str nr art ust poz pkt rozdz tab rys tel č čl odst obr č.j br čl stav toč sl t bekezd cikk s no nro",
			month:  "stycz luty kwiet czerw lip sierp wrz paźdz list grudz led únor břez dub květ čer srp zář říj",
			either: "mln mld zł gr r w spol s.r.o a.s k.s sp.z.o.o d.o.o d.d a.ş şti ltd rt kft zrt bt oy oyj kk milj mrd",
			final:  "itd itp n.e p.n.e atd apod ap i.in tzv.d stb satb vb vs.d jne yms",
		},
	}
}
