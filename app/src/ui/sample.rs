//! Two whole pages made of parts, to look at how they stand together; no real content.

use leptos::prelude::*;
use shared::language::Language;

use super::*;

fn head() -> AnyView {
    view! {
        <SkipLink text="Zum Inhalt springen" />
        <Header
            town="Stadt Auental"
            service="Mitreden und mitplanen"
            home="/"
            nav_label="Hauptnavigation"
            nav=vec![
                NavLink::current("Verfahren", "/verfahren"),
                NavLink::new("Ideen", "/ideen"),
                NavLink::new("Rat und Beschlüsse", "/rat"),
                NavLink::new("Hilfe", "/hilfe"),
            ]
        >
            <a class="switch__button" href="/?ansicht=einfach">
                <IconView icon=Icon::View />
                <span>"Einfache Ansicht"</span>
            </a>
            <LanguageSwitch
                label="Sprache"
                choices=vec![
                    LanguageChoice::new(Language::German, true, LanguageAct::Link("/de".into())),
                    LanguageChoice::new(Language::Turkish, false, LanguageAct::Link("/tr".into())),
                ]
                all=NavLink::new("Alle Sprachen und ihr Stand", "/de/languages")
            />
            <a class="row-link" href="/anmelden">
                "Anmelden"
            </a>
        </Header>
    }
    .into_any()
}

fn foot() -> AnyView {
    view! {
        <Footer
            note="Stadt Auental"
            groups=vec![
                FooterGroup {
                    heading: "Verständlich".into(),
                    links: vec![NavLink::new("Leichte Sprache", "/ls"), NavLink::new("So läuft ein Verfahren", "/ablauf")],
                },
                FooterGroup {
                    heading: "Rechtliches".into(),
                    links: vec![NavLink::new("Impressum", "/impressum"), NavLink::new("Datenschutz", "/datenschutz")],
                },
            ]
        >
            <h2 class="site-footer__heading">"Wir helfen Ihnen"</h2>
            <p>"Telefon 0431 2345, Montag bis Freitag, 9 bis 16 Uhr. Wir schreiben auch für Sie."</p>
        </Footer>
    }
    .into_any()
}

/// The page of a plan.
#[component]
pub fn SamplePlan() -> AnyView {
    view! {
        {head()}
        <main class="page page--content stack stack--large" id=MAIN_ID tabindex="-1">
            <div class="stack">
                <Breadcrumbs
                    label="Sie sind hier"
                    links=vec![NavLink::new("Start", "/"), NavLink::new("Verfahren", "/verfahren")]
                    here="Wohnen am Mühlbach"
                />
                <PageHeading
                    preline="Bebauungsplan Nr. 12"
                    title="Wohnen am Mühlbach"
                    lead="Am Mühlbach sollen 80 Wohnungen, eine Kita und ein Uferweg entstehen."
                />
            </div>
            <PhaseBanner
                state=PhaseState::Open
                title="Sie können jetzt Ihre Meinung sagen"
                when=Moment::new("Noch 12 Tage: bis Sonntag, 6. Dezember 2026, 24 Uhr", "2026-12-06T23:59")
                text="Jede Stellungnahme wird gelesen, vom Rat entschieden und beantwortet."
            >
                <LinkButton href="/stellungnahme">"Meinung sagen"</LinkButton>
            </PhaseBanner>
            <Tabs
                label="Ansichten"
                links=vec![
                    NavLink::current("Überblick", "/12"),
                    NavLink::new("Unterlagen", "/12/unterlagen"),
                    NavLink::new("Ergebnis", "/12/ergebnis"),
                ]
            />
            <div class="columns">
                <div class="stack">
                    <h2>"Worum geht es?"</h2>
                    <p>
                        "Die Wiese zwischen Mühlstraße und Bach ist heute unbebaut. Der Rat möchte dort bezahlbare "
                        "Wohnungen ermöglichen. Der alte Baumbestand am Ufer "
                        <a href="/unterlagen/umwelt">"soll erhalten bleiben"</a> "."
                    </p>
                    <h2>"Unterlagen"</h2>
                    <FileList files=vec![
                        FileItem {
                            title: "Planzeichnung".into(),
                            href: "/plan.pdf".into(),
                            facts: "PDF, 2,4 MB".into(),
                            date: Some(Moment::new("2. November 2026", "2026-11-02")),
                            ..Default::default()
                        },
                        FileItem {
                            title: "Begründung mit Umweltbericht".into(),
                            href: "/begruendung.pdf".into(),
                            facts: "PDF, 1,1 MB".into(),
                            ..Default::default()
                        },
                    ] />
                </div>
                <aside class="stack">
                    <h2>"So geht es weiter"</h2>
                    <Timeline events=vec![
                        TimelineEvent {
                            title: "Aufstellung beschlossen".into(),
                            when: Some(Moment::new("12. März 2026", "2026-03-12")),
                            state: EventState::Past,
                            ..Default::default()
                        },
                        TimelineEvent {
                            title: "Beteiligung".into(),
                            when: Some(Moment::new("bis 6. Dezember 2026", "2026-12-06")),
                            state: EventState::Current,
                            state_text: "läuft jetzt".into(),
                            ..Default::default()
                        },
                        TimelineEvent {
                            title: "Der Rat entscheidet".into(),
                            text: "Frühjahr 2027".into(),
                            ..Default::default()
                        },
                    ] />
                </aside>
            </div>
        </main>
        {foot()}
    }
    .into_any()
}

/// A page with one question, sent with a mistake in it.
#[component]
pub fn SampleForm() -> AnyView {
    view! {
        {head()}
        <main class="page page--content stack" id=MAIN_ID tabindex="-1">
            <BackLink href="/12" text="Zurück" />
            <ErrorSummary
                title="Bitte prüfen Sie Ihre Angaben"
                problems=vec![FieldProblem::new("statement", "Bitte schreiben Sie Ihre Stellungnahme.")]
            />
            <PageHeading preline="Schritt 2 von 4" title="Ihre Stellungnahme" />
            <form class="stack stack--large" method="post" action="/entwurf">
                <TextArea
                    label="Was möchten Sie uns sagen?"
                    name="statement"
                    hint="Schreiben Sie, was Ihnen wichtig ist. Stichworte genügen."
                    error="Bitte schreiben Sie Ihre Stellungnahme."
                    limit_text="Bis zu 20.000 Zeichen."
                    required=true
                />
                <RadioGroup
                    legend="Möchten Sie eine Antwort bekommen?"
                    name="reply"
                    value="email"
                    choices=vec![
                        Choice::new("email", "Ja, per E-Mail").with_hint("Sie erhalten sofort eine Quittung."),
                        Choice::new("post", "Ja, mit der Post"),
                        Choice::new("none", "Nein, ohne Namen"),
                    ]
                />
                <TextField
                    label="E-Mail-Adresse"
                    name="email"
                    input_type=InputType::Email
                    width=FieldWidth::Medium
                    autocomplete="email"
                />
                <ButtonGroup>
                    <Button>"Weiter"</Button>
                    <Button kind=ButtonKind::Secondary name="act" value="save">
                        "Entwurf speichern"
                    </Button>
                </ButtonGroup>
            </form>
        </main>
        {foot()}
    }
    .into_any()
}
