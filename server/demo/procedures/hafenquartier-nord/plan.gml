<?xml version="1.0" encoding="UTF-8"?>
<xplan:XPlanAuszug xmlns:xplan="http://www.xplanung.de/xplangml/5/4" xmlns:gml="http://www.opengis.net/gml/3.2" xmlns:xlink="http://www.w3.org/1999/xlink" gml:id="hqn_auszug">
  <gml:boundedBy>
    <gml:Envelope srsName="EPSG:25832">
      <gml:lowerCorner>520973.868 5841500.000</gml:lowerCorner>
      <gml:upperCorner>521377.918 5841778.406</gml:upperCorner>
    </gml:Envelope>
  </gml:boundedBy>
  <gml:featureMember>
    <xplan:BP_Plan gml:id="hqn_plan">
      <gml:boundedBy>
        <gml:Envelope srsName="EPSG:25832">
          <gml:lowerCorner>520973.868 5841500.000</gml:lowerCorner>
          <gml:upperCorner>521377.918 5841778.406</gml:upperCorner>
        </gml:Envelope>
      </gml:boundedBy>
      <xplan:name>Bebauungsplan Nr. 47 „Hafenquartier Nord“</xplan:name>
      <xplan:nummer>47</xplan:nummer>
      <xplan:internalId>BP-047</xplan:internalId>
      <xplan:beschreibung>Urbanes Quartier am ehemaligen Binnenhafen zwischen Hafenstraße und Ilmse</xplan:beschreibung>
      <xplan:technHerstellDatum>2026-10-12</xplan:technHerstellDatum>
      <xplan:erstellungsMassstab>1000</xplan:erstellungsMassstab>
      <xplan:technischerPlanersteller>Stadt Brakenfurt an der Ilmse, Bauamt, Abteilung Stadtplanung</xplan:technischerPlanersteller>
      <xplan:raeumlicherGeltungsbereich>
        <gml:Polygon gml:id="hqn_g001" srsName="EPSG:25832">
          <gml:exterior>
            <gml:LinearRing>
              <gml:posList>520998.537 5841513.923 521000.000 5841500.000 521377.918 5841539.721 521376.455 5841553.644 521373.319 5841583.480 521370.183 5841613.315 521369.138 5841623.261 521362.239 5841688.899 521355.445 5841753.543 521352.831 5841778.406 521272.643 5841776.011 521182.109 5841776.368 521161.991 5841776.447 521122.043 5841773.857 521062.121 5841769.972 520973.868 5841748.630 520977.526 5841713.822 520984.321 5841649.178 520991.220 5841583.540 520992.265 5841573.595 520998.537 5841513.923</gml:posList>
            </gml:LinearRing>
          </gml:exterior>
        </gml:Polygon>
      </xplan:raeumlicherGeltungsbereich>
      <xplan:verfahrensMerkmale>
        <xplan:XP_VerfahrensMerkmal>
          <xplan:vermerk>Der Verwaltungsausschuss hat am 18.09.2025 die Aufstellung des Bebauungsplans Nr. 47 beschlossen (§ 2 Abs. 1 BauGB).</xplan:vermerk>
          <xplan:datum>2025-09-18</xplan:datum>
          <xplan:signatur>Stadt Brakenfurt an der Ilmse</xplan:signatur>
          <xplan:signiert>true</xplan:signiert>
        </xplan:XP_VerfahrensMerkmal>
      </xplan:verfahrensMerkmale>
      <xplan:verfahrensMerkmale>
        <xplan:XP_VerfahrensMerkmal>
          <xplan:vermerk>Die frühzeitige Beteiligung der Öffentlichkeit nach § 3 Abs. 1 BauGB wurde durchgeführt.</xplan:vermerk>
          <xplan:datum>2026-05-28</xplan:datum>
          <xplan:signatur>Stadt Brakenfurt an der Ilmse</xplan:signatur>
          <xplan:signiert>true</xplan:signiert>
        </xplan:XP_VerfahrensMerkmal>
      </xplan:verfahrensMerkmale>
      <xplan:externeReferenz>
        <xplan:XP_SpezExterneReferenz>
          <xplan:art>Dokument</xplan:art>
          <xplan:referenzName>Begründung</xplan:referenzName>
          <xplan:referenzURL>begruendung.pdf</xplan:referenzURL>
          <xplan:referenzMimeType>application/pdf</xplan:referenzMimeType>
          <xplan:datum>2026-10-12</xplan:datum>
          <xplan:typ>1010</xplan:typ>
        </xplan:XP_SpezExterneReferenz>
      </xplan:externeReferenz>
      <xplan:externeReferenz>
        <xplan:XP_SpezExterneReferenz>
          <xplan:art>Dokument</xplan:art>
          <xplan:referenzName>Umweltbericht</xplan:referenzName>
          <xplan:referenzURL>umweltbericht.pdf</xplan:referenzURL>
          <xplan:referenzMimeType>application/pdf</xplan:referenzMimeType>
          <xplan:datum>2026-10-05</xplan:datum>
          <xplan:typ>1050</xplan:typ>
        </xplan:XP_SpezExterneReferenz>
      </xplan:externeReferenz>
      <xplan:externeReferenz>
        <xplan:XP_SpezExterneReferenz>
          <xplan:art>Dokument</xplan:art>
          <xplan:referenzName>Schalltechnische Untersuchung</xplan:referenzName>
          <xplan:referenzURL>schallgutachten.pdf</xplan:referenzURL>
          <xplan:referenzMimeType>application/pdf</xplan:referenzMimeType>
          <xplan:datum>2026-08-21</xplan:datum>
          <xplan:typ>9999</xplan:typ>
        </xplan:XP_SpezExterneReferenz>
      </xplan:externeReferenz>
      <xplan:gemeinde>
        <xplan:XP_Gemeinde>
          <xplan:ags>03999001</xplan:ags>
          <xplan:rs>039990001001</xplan:rs>
          <xplan:gemeindeName>Brakenfurt an der Ilmse</xplan:gemeindeName>
        </xplan:XP_Gemeinde>
      </xplan:gemeinde>
      <xplan:plangeber>
        <xplan:XP_Plangeber>
          <xplan:name>Stadt Brakenfurt an der Ilmse</xplan:name>
        </xplan:XP_Plangeber>
      </xplan:plangeber>
      <xplan:planArt>10001</xplan:planArt>
      <xplan:verfahren>1000</xplan:verfahren>
      <xplan:rechtsstand>2400</xplan:rechtsstand>
      <xplan:aufstellungsbeschlussDatum>2025-09-18</xplan:aufstellungsbeschlussDatum>
      <xplan:auslegungsStartDatum>2026-11-14</xplan:auslegungsStartDatum>
      <xplan:auslegungsEndDatum>2026-12-15</xplan:auslegungsEndDatum>
      <xplan:traegerbeteiligungsStartDatum>2026-11-14</xplan:traegerbeteiligungsStartDatum>
      <xplan:traegerbeteiligungsEndDatum>2026-12-15</xplan:traegerbeteiligungsEndDatum>
      <xplan:veraenderungssperre>false</xplan:veraenderungssperre>
      <xplan:staedtebaulicherVertrag>true</xplan:staedtebaulicherVertrag>
      <xplan:erschliessungsVertrag>true</xplan:erschliessungsVertrag>
      <xplan:durchfuehrungsVertrag>false</xplan:durchfuehrungsVertrag>
      <xplan:gruenordnungsplan>false</xplan:gruenordnungsplan>
      <xplan:versionBauNVODatum>2023-07-03</xplan:versionBauNVODatum>
      <xplan:versionBauNVOText>Baunutzungsverordnung in der zuletzt am 03.07.2023 geänderten Fassung</xplan:versionBauNVOText>
      <xplan:bereich xlink:href="#hqn_bereich_0"/>
    </xplan:BP_Plan>
  </gml:featureMember>
  <gml:featureMember>
    <xplan:BP_Bereich gml:id="hqn_bereich_0">
      <gml:boundedBy>
        <gml:Envelope srsName="EPSG:25832">
          <gml:lowerCorner>520973.868 5841500.000</gml:lowerCorner>
          <gml:upperCorner>521377.918 5841778.406</gml:upperCorner>
        </gml:Envelope>
      </gml:boundedBy>
      <xplan:nummer>0</xplan:nummer>
      <xplan:name>Hafenquartier Nord</xplan:name>
      <xplan:geltungsbereich>
        <gml:Polygon gml:id="hqn_g002" srsName="EPSG:25832">
          <gml:exterior>
            <gml:LinearRing>
              <gml:posList>520998.537 5841513.923 521000.000 5841500.000 521377.918 5841539.721 521376.455 5841553.644 521373.319 5841583.480 521370.183 5841613.315 521369.138 5841623.261 521362.239 5841688.899 521355.445 5841753.543 521352.831 5841778.406 521272.643 5841776.011 521182.109 5841776.368 521161.991 5841776.447 521122.043 5841773.857 521062.121 5841769.972 520973.868 5841748.630 520977.526 5841713.822 520984.321 5841649.178 520991.220 5841583.540 520992.265 5841573.595 520998.537 5841513.923</gml:posList>
            </gml:LinearRing>
          </gml:exterior>
        </gml:Polygon>
      </xplan:geltungsbereich>
      <xplan:planinhalt xlink:href="#hqn_mu_1"/>
      <xplan:planinhalt xlink:href="#hqn_mu_2"/>
      <xplan:planinhalt xlink:href="#hqn_mu_3"/>
      <xplan:planinhalt xlink:href="#hqn_mu_4"/>
      <xplan:planinhalt xlink:href="#hqn_mi_1"/>
      <xplan:planinhalt xlink:href="#hqn_mi_2"/>
      <xplan:planinhalt xlink:href="#hqn_wa_1"/>
      <xplan:planinhalt xlink:href="#hqn_wa_2"/>
      <xplan:planinhalt xlink:href="#hqn_wa_3"/>
      <xplan:planinhalt xlink:href="#hqn_kita"/>
      <xplan:planinhalt xlink:href="#hqn_hafenplatz"/>
      <xplan:planinhalt xlink:href="#hqn_strasse_hafenstrasse"/>
      <xplan:planinhalt xlink:href="#hqn_strasse_speicherstrasse"/>
      <xplan:planinhalt xlink:href="#hqn_quartiersgarage"/>
      <xplan:planinhalt xlink:href="#hqn_uferpark_west"/>
      <xplan:planinhalt xlink:href="#hqn_uferpark_ost"/>
      <xplan:planinhalt xlink:href="#hqn_spielplatz"/>
      <xplan:planinhalt xlink:href="#hqn_nahwaerme"/>
      <xplan:planinhalt xlink:href="#hqn_trafostation"/>
      <xplan:planinhalt xlink:href="#hqn_hafenbecken"/>
      <xplan:gehoertZuPlan xlink:href="#hqn_plan"/>
    </xplan:BP_Bereich>
  </gml:featureMember>
  <gml:featureMember>
    <xplan:BP_BaugebietsTeilFlaeche gml:id="hqn_mu_1">
      <gml:boundedBy>
        <gml:Envelope srsName="EPSG:25832">
          <gml:lowerCorner>520992.265 5841513.923</gml:lowerCorner>
          <gml:upperCorner>521088.044 5841583.002</gml:upperCorner>
        </gml:Envelope>
      </gml:boundedBy>
      <xplan:gliederung1>1</xplan:gliederung1>
      <xplan:ebene>0</xplan:ebene>
      <xplan:gehoertZuBereich xlink:href="#hqn_bereich_0"/>
      <xplan:rechtscharakter>1000</xplan:rechtscharakter>
      <xplan:position>
        <gml:Polygon gml:id="hqn_g003" srsName="EPSG:25832">
          <gml:exterior>
            <gml:LinearRing>
              <gml:posList>521088.044 5841523.331 521081.772 5841583.002 520992.265 5841573.595 520998.537 5841513.923 521088.044 5841523.331</gml:posList>
            </gml:LinearRing>
          </gml:exterior>
        </gml:Polygon>
      </xplan:position>
      <xplan:flaechenschluss>true</xplan:flaechenschluss>
      <xplan:GFZ>1.8</xplan:GFZ>
      <xplan:GRZ>0.6</xplan:GRZ>
      <xplan:Z>4</xplan:Z>
      <xplan:allgArtDerBaulNutzung>2000</xplan:allgArtDerBaulNutzung>
      <xplan:besondereArtDerBaulNutzung>1550</xplan:besondereArtDerBaulNutzung>
      <xplan:bauweise>1000</xplan:bauweise>
    </xplan:BP_BaugebietsTeilFlaeche>
  </gml:featureMember>
  <gml:featureMember>
    <xplan:BP_BaugebietsTeilFlaeche gml:id="hqn_mu_2">
      <gml:boundedBy>
        <gml:Envelope srsName="EPSG:25832">
          <gml:lowerCorner>521121.553 5841527.512</gml:lowerCorner>
          <gml:upperCorner>521257.112 5841600.772</gml:upperCorner>
        </gml:Envelope>
      </gml:boundedBy>
      <xplan:gliederung1>2</xplan:gliederung1>
      <xplan:ebene>0</xplan:ebene>
      <xplan:gehoertZuBereich xlink:href="#hqn_bereich_0"/>
      <xplan:rechtscharakter>1000</xplan:rechtscharakter>
      <xplan:position>
        <gml:Polygon gml:id="hqn_g004" srsName="EPSG:25832">
          <gml:exterior>
            <gml:LinearRing>
              <gml:posList>521257.112 5841541.101 521250.841 5841600.772 521121.553 5841587.183 521127.824 5841527.512 521257.112 5841541.101</gml:posList>
            </gml:LinearRing>
          </gml:exterior>
          <gml:interior>
            <gml:LinearRing>
              <gml:posList>521200.532 5841553.253 521155.779 5841548.549 521153.270 5841572.418 521198.023 5841577.122 521200.532 5841553.253</gml:posList>
            </gml:LinearRing>
          </gml:interior>
        </gml:Polygon>
      </xplan:position>
      <xplan:flaechenschluss>true</xplan:flaechenschluss>
      <xplan:GFZ>2.0</xplan:GFZ>
      <xplan:GRZ>0.6</xplan:GRZ>
      <xplan:Z>4</xplan:Z>
      <xplan:allgArtDerBaulNutzung>2000</xplan:allgArtDerBaulNutzung>
      <xplan:besondereArtDerBaulNutzung>1550</xplan:besondereArtDerBaulNutzung>
      <xplan:bauweise>1000</xplan:bauweise>
    </xplan:BP_BaugebietsTeilFlaeche>
  </gml:featureMember>
  <gml:featureMember>
    <xplan:BP_BaugebietsTeilFlaeche gml:id="hqn_mu_3">
      <gml:boundedBy>
        <gml:Envelope srsName="EPSG:25832">
          <gml:lowerCorner>521076.979 5841593.993</gml:lowerCorner>
          <gml:upperCorner>521128.464 5841728.247</gml:upperCorner>
        </gml:Envelope>
      </gml:boundedBy>
      <xplan:gliederung1>3</xplan:gliederung1>
      <xplan:ebene>0</xplan:ebene>
      <xplan:gehoertZuBereich xlink:href="#hqn_bereich_0"/>
      <xplan:rechtscharakter>1000</xplan:rechtscharakter>
      <xplan:position>
        <gml:Polygon gml:id="hqn_g005" srsName="EPSG:25832">
          <gml:exterior>
            <gml:LinearRing>
              <gml:posList>521128.464 5841597.965 521114.770 5841728.247 521076.979 5841724.275 521090.672 5841593.993 521128.464 5841597.965</gml:posList>
            </gml:LinearRing>
          </gml:exterior>
        </gml:Polygon>
      </xplan:position>
      <xplan:flaechenschluss>true</xplan:flaechenschluss>
      <xplan:GFZ>2.4</xplan:GFZ>
      <xplan:GRZ>0.7</xplan:GRZ>
      <xplan:Z>5</xplan:Z>
      <xplan:allgArtDerBaulNutzung>2000</xplan:allgArtDerBaulNutzung>
      <xplan:besondereArtDerBaulNutzung>1550</xplan:besondereArtDerBaulNutzung>
      <xplan:bauweise>1000</xplan:bauweise>
    </xplan:BP_BaugebietsTeilFlaeche>
  </gml:featureMember>
  <gml:featureMember>
    <xplan:BP_BaugebietsTeilFlaeche gml:id="hqn_mu_4">
      <gml:boundedBy>
        <gml:Envelope srsName="EPSG:25832">
          <gml:lowerCorner>521198.310 5841606.745</gml:lowerCorner>
          <gml:upperCorner>521249.795 5841741.000</gml:upperCorner>
        </gml:Envelope>
      </gml:boundedBy>
      <xplan:gliederung1>4</xplan:gliederung1>
      <xplan:ebene>0</xplan:ebene>
      <xplan:gehoertZuBereich xlink:href="#hqn_bereich_0"/>
      <xplan:rechtscharakter>1000</xplan:rechtscharakter>
      <xplan:position>
        <gml:Polygon gml:id="hqn_g006" srsName="EPSG:25832">
          <gml:exterior>
            <gml:LinearRing>
              <gml:posList>521249.795 5841610.717 521236.102 5841741.000 521198.310 5841737.028 521212.003 5841606.745 521249.795 5841610.717</gml:posList>
            </gml:LinearRing>
          </gml:exterior>
        </gml:Polygon>
      </xplan:position>
      <xplan:flaechenschluss>true</xplan:flaechenschluss>
      <xplan:GFZ>2.4</xplan:GFZ>
      <xplan:GRZ>0.7</xplan:GRZ>
      <xplan:Z>5</xplan:Z>
      <xplan:allgArtDerBaulNutzung>2000</xplan:allgArtDerBaulNutzung>
      <xplan:besondereArtDerBaulNutzung>1550</xplan:besondereArtDerBaulNutzung>
      <xplan:bauweise>1000</xplan:bauweise>
    </xplan:BP_BaugebietsTeilFlaeche>
  </gml:featureMember>
  <gml:featureMember>
    <xplan:BP_BaugebietsTeilFlaeche gml:id="hqn_mi_1">
      <gml:boundedBy>
        <gml:Envelope srsName="EPSG:25832">
          <gml:lowerCorner>521260.786 5841542.146</gml:lowerCorner>
          <gml:upperCorner>521373.319 5841613.315</gml:upperCorner>
        </gml:Envelope>
      </gml:boundedBy>
      <xplan:gliederung1>1</xplan:gliederung1>
      <xplan:ebene>0</xplan:ebene>
      <xplan:gehoertZuBereich xlink:href="#hqn_bereich_0"/>
      <xplan:rechtscharakter>1000</xplan:rechtscharakter>
      <xplan:position>
        <gml:Polygon gml:id="hqn_g007" srsName="EPSG:25832">
          <gml:exterior>
            <gml:LinearRing>
              <gml:posList>521341.647 5841549.986 521338.511 5841579.821 521373.319 5841583.480 521370.183 5841613.315 521260.786 5841601.817 521267.058 5841542.146 521341.647 5841549.986</gml:posList>
            </gml:LinearRing>
          </gml:exterior>
        </gml:Polygon>
      </xplan:position>
      <xplan:flaechenschluss>true</xplan:flaechenschluss>
      <xplan:GFZ>1.2</xplan:GFZ>
      <xplan:GRZ>0.6</xplan:GRZ>
      <xplan:Z>3</xplan:Z>
      <xplan:allgArtDerBaulNutzung>2000</xplan:allgArtDerBaulNutzung>
      <xplan:besondereArtDerBaulNutzung>1500</xplan:besondereArtDerBaulNutzung>
      <xplan:bauweise>1000</xplan:bauweise>
    </xplan:BP_BaugebietsTeilFlaeche>
  </gml:featureMember>
  <gml:featureMember>
    <xplan:BP_BaugebietsTeilFlaeche gml:id="hqn_mi_2">
      <gml:boundedBy>
        <gml:Envelope srsName="EPSG:25832">
          <gml:lowerCorner>521300.746 5841683.150</gml:lowerCorner>
          <gml:upperCorner>521362.239 5841753.543</gml:upperCorner>
        </gml:Envelope>
      </gml:boundedBy>
      <xplan:gliederung1>2</xplan:gliederung1>
      <xplan:ebene>0</xplan:ebene>
      <xplan:gehoertZuBereich xlink:href="#hqn_bereich_0"/>
      <xplan:rechtscharakter>1000</xplan:rechtscharakter>
      <xplan:position>
        <gml:Polygon gml:id="hqn_g008" srsName="EPSG:25832">
          <gml:exterior>
            <gml:LinearRing>
              <gml:posList>521362.239 5841688.899 521355.445 5841753.543 521300.746 5841747.794 521307.540 5841683.150 521362.239 5841688.899</gml:posList>
            </gml:LinearRing>
          </gml:exterior>
        </gml:Polygon>
      </xplan:position>
      <xplan:flaechenschluss>true</xplan:flaechenschluss>
      <xplan:GFZ>1.2</xplan:GFZ>
      <xplan:GRZ>0.5</xplan:GRZ>
      <xplan:Z>3</xplan:Z>
      <xplan:allgArtDerBaulNutzung>2000</xplan:allgArtDerBaulNutzung>
      <xplan:besondereArtDerBaulNutzung>1500</xplan:besondereArtDerBaulNutzung>
      <xplan:bauweise>1000</xplan:bauweise>
    </xplan:BP_BaugebietsTeilFlaeche>
  </gml:featureMember>
  <gml:featureMember>
    <xplan:BP_BaugebietsTeilFlaeche gml:id="hqn_wa_1">
      <gml:boundedBy>
        <gml:Envelope srsName="EPSG:25832">
          <gml:lowerCorner>520984.321 5841583.540</gml:lowerCorner>
          <gml:upperCorner>521080.727 5841658.586</gml:upperCorner>
        </gml:Envelope>
      </gml:boundedBy>
      <xplan:gliederung1>1</xplan:gliederung1>
      <xplan:ebene>0</xplan:ebene>
      <xplan:gehoertZuBereich xlink:href="#hqn_bereich_0"/>
      <xplan:rechtscharakter>1000</xplan:rechtscharakter>
      <xplan:position>
        <gml:Polygon gml:id="hqn_g009" srsName="EPSG:25832">
          <gml:exterior>
            <gml:LinearRing>
              <gml:posList>521080.727 5841592.947 521073.828 5841658.586 520984.321 5841649.178 520991.220 5841583.540 521080.727 5841592.947</gml:posList>
            </gml:LinearRing>
          </gml:exterior>
        </gml:Polygon>
      </xplan:position>
      <xplan:flaechenschluss>true</xplan:flaechenschluss>
      <xplan:GFZ>1.2</xplan:GFZ>
      <xplan:GRZ>0.4</xplan:GRZ>
      <xplan:Z>3</xplan:Z>
      <xplan:allgArtDerBaulNutzung>1000</xplan:allgArtDerBaulNutzung>
      <xplan:besondereArtDerBaulNutzung>1200</xplan:besondereArtDerBaulNutzung>
      <xplan:bauweise>1000</xplan:bauweise>
    </xplan:BP_BaugebietsTeilFlaeche>
  </gml:featureMember>
  <gml:featureMember>
    <xplan:BP_BaugebietsTeilFlaeche gml:id="hqn_wa_2">
      <gml:boundedBy>
        <gml:Envelope srsName="EPSG:25832">
          <gml:lowerCorner>520977.526 5841649.178</gml:lowerCorner>
          <gml:upperCorner>521073.828 5841723.230</gml:upperCorner>
        </gml:Envelope>
      </gml:boundedBy>
      <xplan:gliederung1>2</xplan:gliederung1>
      <xplan:ebene>0</xplan:ebene>
      <xplan:gehoertZuBereich xlink:href="#hqn_bereich_0"/>
      <xplan:rechtscharakter>1000</xplan:rechtscharakter>
      <xplan:position>
        <gml:Polygon gml:id="hqn_g010" srsName="EPSG:25832">
          <gml:exterior>
            <gml:LinearRing>
              <gml:posList>521073.828 5841658.586 521067.033 5841723.230 520977.526 5841713.822 520984.321 5841649.178 521073.828 5841658.586</gml:posList>
            </gml:LinearRing>
          </gml:exterior>
        </gml:Polygon>
      </xplan:position>
      <xplan:flaechenschluss>true</xplan:flaechenschluss>
      <xplan:GFZ>1.2</xplan:GFZ>
      <xplan:GRZ>0.4</xplan:GRZ>
      <xplan:Z>4</xplan:Z>
      <xplan:allgArtDerBaulNutzung>1000</xplan:allgArtDerBaulNutzung>
      <xplan:besondereArtDerBaulNutzung>1200</xplan:besondereArtDerBaulNutzung>
      <xplan:bauweise>1000</xplan:bauweise>
    </xplan:BP_BaugebietsTeilFlaeche>
  </gml:featureMember>
  <gml:featureMember>
    <xplan:BP_BaugebietsTeilFlaeche gml:id="hqn_wa_3">
      <gml:boundedBy>
        <gml:Envelope srsName="EPSG:25832">
          <gml:lowerCorner>521252.842 5841611.763</gml:lowerCorner>
          <gml:upperCorner>521369.138 5841688.899</gml:upperCorner>
        </gml:Envelope>
      </gml:boundedBy>
      <xplan:gliederung1>3</xplan:gliederung1>
      <xplan:ebene>0</xplan:ebene>
      <xplan:gehoertZuBereich xlink:href="#hqn_bereich_0"/>
      <xplan:rechtscharakter>1000</xplan:rechtscharakter>
      <xplan:position>
        <gml:Polygon gml:id="hqn_g011" srsName="EPSG:25832">
          <gml:exterior>
            <gml:LinearRing>
              <gml:posList>521369.138 5841623.261 521362.239 5841688.899 521307.540 5841683.150 521252.842 5841677.401 521259.741 5841611.763 521369.138 5841623.261</gml:posList>
            </gml:LinearRing>
          </gml:exterior>
        </gml:Polygon>
      </xplan:position>
      <xplan:flaechenschluss>true</xplan:flaechenschluss>
      <xplan:GFZ>1.2</xplan:GFZ>
      <xplan:GRZ>0.4</xplan:GRZ>
      <xplan:Z>3</xplan:Z>
      <xplan:allgArtDerBaulNutzung>1000</xplan:allgArtDerBaulNutzung>
      <xplan:besondereArtDerBaulNutzung>1200</xplan:besondereArtDerBaulNutzung>
      <xplan:bauweise>1000</xplan:bauweise>
    </xplan:BP_BaugebietsTeilFlaeche>
  </gml:featureMember>
  <gml:featureMember>
    <xplan:BP_GemeinbedarfsFlaeche gml:id="hqn_kita">
      <gml:boundedBy>
        <gml:Envelope srsName="EPSG:25832">
          <gml:lowerCorner>521246.047 5841677.401</gml:lowerCorner>
          <gml:upperCorner>521307.540 5841747.794</gml:upperCorner>
        </gml:Envelope>
      </gml:boundedBy>
      <xplan:ebene>0</xplan:ebene>
      <xplan:gehoertZuBereich xlink:href="#hqn_bereich_0"/>
      <xplan:aufschrift>Kindertagesstätte</xplan:aufschrift>
      <xplan:rechtscharakter>1000</xplan:rechtscharakter>
      <xplan:position>
        <gml:Polygon gml:id="hqn_g012" srsName="EPSG:25832">
          <gml:exterior>
            <gml:LinearRing>
              <gml:posList>521307.540 5841683.150 521300.746 5841747.794 521246.047 5841742.045 521252.842 5841677.401 521307.540 5841683.150</gml:posList>
            </gml:LinearRing>
          </gml:exterior>
        </gml:Polygon>
      </xplan:position>
      <xplan:flaechenschluss>true</xplan:flaechenschluss>
      <xplan:GRZ>0.4</xplan:GRZ>
      <xplan:Z>2</xplan:Z>
      <xplan:zweckbestimmung>1600</xplan:zweckbestimmung>
    </xplan:BP_GemeinbedarfsFlaeche>
  </gml:featureMember>
  <gml:featureMember>
    <xplan:BP_VerkehrsflaecheBesondererZweckbestimmung gml:id="hqn_hafenplatz">
      <gml:boundedBy>
        <gml:Envelope srsName="EPSG:25832">
          <gml:lowerCorner>521114.770 5841597.965</gml:lowerCorner>
          <gml:upperCorner>521212.003 5841737.028</gml:upperCorner>
        </gml:Envelope>
      </gml:boundedBy>
      <xplan:ebene>0</xplan:ebene>
      <xplan:gehoertZuBereich xlink:href="#hqn_bereich_0"/>
      <xplan:aufschrift>Hafenplatz</xplan:aufschrift>
      <xplan:rechtscharakter>1000</xplan:rechtscharakter>
      <xplan:position>
        <gml:Polygon gml:id="hqn_g013" srsName="EPSG:25832">
          <gml:exterior>
            <gml:Ring>
              <gml:curveMember>
                <gml:Curve gml:id="hqn_g014" srsName="EPSG:25832">
                  <gml:segments>
                    <gml:Arc>
                      <gml:posList>521195.261 5841651.239 521168.561 5841618.267 521135.590 5841644.967</gml:posList>
                    </gml:Arc>
                    <gml:LineStringSegment>
                      <gml:posList>521135.590 5841644.967 521126.705 5841729.501 521114.770 5841728.247 521128.464 5841597.965 521212.003 5841606.745 521198.310 5841737.028 521186.376 5841735.773 521195.261 5841651.239</gml:posList>
                    </gml:LineStringSegment>
                  </gml:segments>
                </gml:Curve>
              </gml:curveMember>
            </gml:Ring>
          </gml:exterior>
        </gml:Polygon>
      </xplan:position>
      <xplan:flaechenschluss>true</xplan:flaechenschluss>
      <xplan:zweckbestimmung>2100</xplan:zweckbestimmung>
    </xplan:BP_VerkehrsflaecheBesondererZweckbestimmung>
  </gml:featureMember>
  <gml:featureMember>
    <xplan:BP_StrassenVerkehrsFlaeche gml:id="hqn_strasse_hafenstrasse">
      <gml:boundedBy>
        <gml:Envelope srsName="EPSG:25832">
          <gml:lowerCorner>520998.537 5841500.000</gml:lowerCorner>
          <gml:upperCorner>521377.918 5841553.644</gml:upperCorner>
        </gml:Envelope>
      </gml:boundedBy>
      <xplan:ebene>0</xplan:ebene>
      <xplan:gehoertZuBereich xlink:href="#hqn_bereich_0"/>
      <xplan:aufschrift>Hafenstraße</xplan:aufschrift>
      <xplan:rechtscharakter>1000</xplan:rechtscharakter>
      <xplan:position>
        <gml:Polygon gml:id="hqn_g015" srsName="EPSG:25832">
          <gml:exterior>
            <gml:LinearRing>
              <gml:posList>521377.918 5841539.721 521376.455 5841553.644 521341.647 5841549.986 521267.058 5841542.146 521257.112 5841541.101 521127.824 5841527.512 521097.989 5841524.376 521088.044 5841523.331 520998.537 5841513.923 521000.000 5841500.000 521377.918 5841539.721</gml:posList>
            </gml:LinearRing>
          </gml:exterior>
        </gml:Polygon>
      </xplan:position>
      <xplan:flaechenschluss>true</xplan:flaechenschluss>
      <xplan:nutzungsform>2000</xplan:nutzungsform>
    </xplan:BP_StrassenVerkehrsFlaeche>
  </gml:featureMember>
  <gml:featureMember>
    <xplan:BP_VerkehrsflaecheBesondererZweckbestimmung gml:id="hqn_strasse_speicherstrasse">
      <gml:boundedBy>
        <gml:Envelope srsName="EPSG:25832">
          <gml:lowerCorner>520991.220 5841523.331</gml:lowerCorner>
          <gml:upperCorner>521370.183 5841742.045</gml:upperCorner>
        </gml:Envelope>
      </gml:boundedBy>
      <xplan:ebene>0</xplan:ebene>
      <xplan:gehoertZuBereich xlink:href="#hqn_bereich_0"/>
      <xplan:aufschrift>Speicherstraße</xplan:aufschrift>
      <xplan:rechtscharakter>1000</xplan:rechtscharakter>
      <xplan:position>
        <gml:Polygon gml:id="hqn_g016" srsName="EPSG:25832">
          <gml:exterior>
            <gml:LinearRing>
              <gml:posList>521088.044 5841523.331 521097.989 5841524.376 521091.717 5841584.047 521121.553 5841587.183 521250.841 5841600.772 521257.112 5841541.101 521267.058 5841542.146 521260.786 5841601.817 521370.183 5841613.315 521369.138 5841623.261 521259.741 5841611.763 521252.842 5841677.401 521246.047 5841742.045 521236.102 5841741.000 521249.795 5841610.717 521212.003 5841606.745 521128.464 5841597.965 521090.672 5841593.993 521076.979 5841724.275 521067.033 5841723.230 521073.828 5841658.586 521080.727 5841592.947 520991.220 5841583.540 520992.265 5841573.595 521081.772 5841583.002 521088.044 5841523.331</gml:posList>
            </gml:LinearRing>
          </gml:exterior>
        </gml:Polygon>
      </xplan:position>
      <xplan:flaechenschluss>true</xplan:flaechenschluss>
      <xplan:zweckbestimmung>1200</xplan:zweckbestimmung>
    </xplan:BP_VerkehrsflaecheBesondererZweckbestimmung>
  </gml:featureMember>
  <gml:featureMember>
    <xplan:BP_VerkehrsflaecheBesondererZweckbestimmung gml:id="hqn_quartiersgarage">
      <gml:boundedBy>
        <gml:Envelope srsName="EPSG:25832">
          <gml:lowerCorner>521091.717 5841524.376</gml:lowerCorner>
          <gml:upperCorner>521127.824 5841587.183</gml:upperCorner>
        </gml:Envelope>
      </gml:boundedBy>
      <xplan:ebene>0</xplan:ebene>
      <xplan:gehoertZuBereich xlink:href="#hqn_bereich_0"/>
      <xplan:aufschrift>Quartiersgarage</xplan:aufschrift>
      <xplan:rechtscharakter>1000</xplan:rechtscharakter>
      <xplan:position>
        <gml:Polygon gml:id="hqn_g017" srsName="EPSG:25832">
          <gml:exterior>
            <gml:LinearRing>
              <gml:posList>521127.824 5841527.512 521121.553 5841587.183 521091.717 5841584.047 521097.989 5841524.376 521127.824 5841527.512</gml:posList>
            </gml:LinearRing>
          </gml:exterior>
        </gml:Polygon>
      </xplan:position>
      <xplan:flaechenschluss>true</xplan:flaechenschluss>
      <xplan:zweckbestimmung>3300</xplan:zweckbestimmung>
    </xplan:BP_VerkehrsflaecheBesondererZweckbestimmung>
  </gml:featureMember>
  <gml:featureMember>
    <xplan:BP_GruenFlaeche gml:id="hqn_uferpark_west">
      <gml:boundedBy>
        <gml:Envelope srsName="EPSG:25832">
          <gml:lowerCorner>520973.868 5841713.822</gml:lowerCorner>
          <gml:upperCorner>521126.705 5841773.857</gml:upperCorner>
        </gml:Envelope>
      </gml:boundedBy>
      <xplan:ebene>0</xplan:ebene>
      <xplan:gehoertZuBereich xlink:href="#hqn_bereich_0"/>
      <xplan:aufschrift>Uferpark West</xplan:aufschrift>
      <xplan:rechtscharakter>1000</xplan:rechtscharakter>
      <xplan:position>
        <gml:Polygon gml:id="hqn_g018" srsName="EPSG:25832">
          <gml:exterior>
            <gml:LinearRing>
              <gml:posList>521062.121 5841769.972 520973.868 5841748.630 520977.526 5841713.822 521067.033 5841723.230 521076.979 5841724.275 521114.770 5841728.247 521126.705 5841729.501 521122.043 5841773.857 521062.121 5841769.972</gml:posList>
            </gml:LinearRing>
          </gml:exterior>
          <gml:interior>
            <gml:LinearRing>
              <gml:posList>521026.521 5841726.010 521016.576 5841724.965 521015.844 5841731.927 521025.789 5841732.972 521026.521 5841726.010</gml:posList>
            </gml:LinearRing>
          </gml:interior>
        </gml:Polygon>
      </xplan:position>
      <xplan:flaechenschluss>true</xplan:flaechenschluss>
      <xplan:zweckbestimmung>10003</xplan:zweckbestimmung>
      <xplan:nutzungsform>2000</xplan:nutzungsform>
    </xplan:BP_GruenFlaeche>
  </gml:featureMember>
  <gml:featureMember>
    <xplan:BP_GruenFlaeche gml:id="hqn_uferpark_ost">
      <gml:boundedBy>
        <gml:Envelope srsName="EPSG:25832">
          <gml:lowerCorner>521182.109 5841735.773</gml:lowerCorner>
          <gml:upperCorner>521355.445 5841778.406</gml:upperCorner>
        </gml:Envelope>
      </gml:boundedBy>
      <xplan:ebene>0</xplan:ebene>
      <xplan:gehoertZuBereich xlink:href="#hqn_bereich_0"/>
      <xplan:aufschrift>Uferpark Ost</xplan:aufschrift>
      <xplan:rechtscharakter>1000</xplan:rechtscharakter>
      <xplan:position>
        <gml:Polygon gml:id="hqn_g019" srsName="EPSG:25832">
          <gml:exterior>
            <gml:LinearRing>
              <gml:posList>521352.831 5841778.406 521272.643 5841776.011 521182.109 5841776.368 521186.376 5841735.773 521198.310 5841737.028 521236.102 5841741.000 521246.047 5841742.045 521300.746 5841747.794 521355.445 5841753.543 521352.831 5841778.406</gml:posList>
            </gml:LinearRing>
          </gml:exterior>
        </gml:Polygon>
      </xplan:position>
      <xplan:flaechenschluss>true</xplan:flaechenschluss>
      <xplan:zweckbestimmung>10003</xplan:zweckbestimmung>
      <xplan:nutzungsform>2000</xplan:nutzungsform>
    </xplan:BP_GruenFlaeche>
  </gml:featureMember>
  <gml:featureMember>
    <xplan:BP_GruenFlaeche gml:id="hqn_spielplatz">
      <gml:boundedBy>
        <gml:Envelope srsName="EPSG:25832">
          <gml:lowerCorner>521153.270 5841548.549</gml:lowerCorner>
          <gml:upperCorner>521200.532 5841577.122</gml:upperCorner>
        </gml:Envelope>
      </gml:boundedBy>
      <xplan:ebene>0</xplan:ebene>
      <xplan:gehoertZuBereich xlink:href="#hqn_bereich_0"/>
      <xplan:aufschrift>Spielplatz</xplan:aufschrift>
      <xplan:rechtscharakter>1000</xplan:rechtscharakter>
      <xplan:position>
        <gml:Polygon gml:id="hqn_g020" srsName="EPSG:25832">
          <gml:exterior>
            <gml:LinearRing>
              <gml:posList>521200.532 5841553.253 521198.023 5841577.122 521153.270 5841572.418 521155.779 5841548.549 521200.532 5841553.253</gml:posList>
            </gml:LinearRing>
          </gml:exterior>
        </gml:Polygon>
      </xplan:position>
      <xplan:flaechenschluss>true</xplan:flaechenschluss>
      <xplan:zweckbestimmung>1600</xplan:zweckbestimmung>
      <xplan:nutzungsform>2000</xplan:nutzungsform>
    </xplan:BP_GruenFlaeche>
  </gml:featureMember>
  <gml:featureMember>
    <xplan:BP_VerEntsorgung gml:id="hqn_nahwaerme">
      <gml:boundedBy>
        <gml:Envelope srsName="EPSG:25832">
          <gml:lowerCorner>521338.511 5841549.986</gml:lowerCorner>
          <gml:upperCorner>521376.455 5841583.480</gml:upperCorner>
        </gml:Envelope>
      </gml:boundedBy>
      <xplan:ebene>0</xplan:ebene>
      <xplan:gehoertZuBereich xlink:href="#hqn_bereich_0"/>
      <xplan:aufschrift>Nahwärmezentrale</xplan:aufschrift>
      <xplan:rechtscharakter>1000</xplan:rechtscharakter>
      <xplan:position>
        <gml:Polygon gml:id="hqn_g021" srsName="EPSG:25832">
          <gml:exterior>
            <gml:LinearRing>
              <gml:posList>521376.455 5841553.644 521373.319 5841583.480 521338.511 5841579.821 521341.647 5841549.986 521376.455 5841553.644</gml:posList>
            </gml:LinearRing>
          </gml:exterior>
        </gml:Polygon>
      </xplan:position>
      <xplan:flaechenschluss>true</xplan:flaechenschluss>
      <xplan:zweckbestimmung>1400</xplan:zweckbestimmung>
    </xplan:BP_VerEntsorgung>
  </gml:featureMember>
  <gml:featureMember>
    <xplan:BP_VerEntsorgung gml:id="hqn_trafostation">
      <gml:boundedBy>
        <gml:Envelope srsName="EPSG:25832">
          <gml:lowerCorner>521015.844 5841724.965</gml:lowerCorner>
          <gml:upperCorner>521026.521 5841732.972</gml:upperCorner>
        </gml:Envelope>
      </gml:boundedBy>
      <xplan:ebene>0</xplan:ebene>
      <xplan:gehoertZuBereich xlink:href="#hqn_bereich_0"/>
      <xplan:aufschrift>Trafostation</xplan:aufschrift>
      <xplan:rechtscharakter>1000</xplan:rechtscharakter>
      <xplan:position>
        <gml:Polygon gml:id="hqn_g022" srsName="EPSG:25832">
          <gml:exterior>
            <gml:LinearRing>
              <gml:posList>521026.521 5841726.010 521025.789 5841732.972 521015.844 5841731.927 521016.576 5841724.965 521026.521 5841726.010</gml:posList>
            </gml:LinearRing>
          </gml:exterior>
        </gml:Polygon>
      </xplan:position>
      <xplan:flaechenschluss>true</xplan:flaechenschluss>
      <xplan:zweckbestimmung>1000</xplan:zweckbestimmung>
    </xplan:BP_VerEntsorgung>
  </gml:featureMember>
  <gml:featureMember>
    <xplan:BP_GewaesserFlaeche gml:id="hqn_hafenbecken">
      <gml:boundedBy>
        <gml:Envelope srsName="EPSG:25832">
          <gml:lowerCorner>521122.043 5841618.113</gml:lowerCorner>
          <gml:upperCorner>521195.415 5841776.447</gml:upperCorner>
        </gml:Envelope>
      </gml:boundedBy>
      <xplan:ebene>0</xplan:ebene>
      <xplan:gehoertZuBereich xlink:href="#hqn_bereich_0"/>
      <xplan:aufschrift>Altes Hafenbecken</xplan:aufschrift>
      <xplan:rechtscharakter>1000</xplan:rechtscharakter>
      <xplan:position>
        <gml:Polygon gml:id="hqn_g023" srsName="EPSG:25832">
          <gml:exterior>
            <gml:Ring>
              <gml:curveMember>
                <gml:Curve gml:id="hqn_g024" srsName="EPSG:25832">
                  <gml:segments>
                    <gml:Arc>
                      <gml:posList>521135.590 5841644.967 521168.561 5841618.267 521195.261 5841651.239</gml:posList>
                    </gml:Arc>
                    <gml:LineStringSegment>
                      <gml:posList>521195.261 5841651.239 521186.376 5841735.773 521182.109 5841776.368 521161.991 5841776.447 521122.043 5841773.857 521126.705 5841729.501 521135.590 5841644.967</gml:posList>
                    </gml:LineStringSegment>
                  </gml:segments>
                </gml:Curve>
              </gml:curveMember>
            </gml:Ring>
          </gml:exterior>
        </gml:Polygon>
      </xplan:position>
      <xplan:flaechenschluss>true</xplan:flaechenschluss>
      <xplan:zweckbestimmung>1000</xplan:zweckbestimmung>
    </xplan:BP_GewaesserFlaeche>
  </gml:featureMember>
</xplan:XPlanAuszug>
