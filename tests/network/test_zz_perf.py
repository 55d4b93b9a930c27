import time, sys, random
from collections import Counter
import pytest
from tests import make
from savienojums.demo.organisations import organisation_rows
from savienojums.core.tables import read_table, Table, Row
from savienojums.network.actions.imports import *
from savienojums.network.actions.import_writing import *
NOW=make.NOW
def load(db):
    from savienojums.core.system import SYSTEM
    import savienojums.demo as d, os
    print(os.listdir(os.path.dirname(d.__file__)))
@pytest.mark.parametrize("n",[118,5000,20000])
def test_perf(n, coordinator, django_assert_max_num_queries):
    reg=make.place("Zemgales plānošanas reģions",kind="planning_region",slug="z")
    m=make.place("Jēkabpils novads",kind="municipality",within=[reg],slug="jn")
    ps=[make.place(f"{w} pagasts",within=[m]) for w in ("Rubenes","Dunavas","Elkšņu","Rites","Saukas","Leimaņu","Dignājas","Asares")]
    random.seed(1)
    words="saule zvaigzne upe mežs druva rīts sapņi prieks liesma dzirksts avots ozols bērzs kalns ieleja vējš straume cerība mantojums dziesma deja kokle amats darbs sirds pavards slieksnis durvis".split()
    desc="Mazpilsēta ar apmēram 1000 iedzīvotājiem pie autoceļa P74; iknedēļas tirgus, veikali un kūdras ražotne dod vietējo kustību."
    rows=[]
    for i in range(n):
        rows.append(Row(i+2,(f"Biedrība „{random.choice(words).capitalize()} {random.choice(words)} {random.choice(words)} {i%7}”","biedrība",random.choice(ps).name,"Jēkabpils novads","56,1","25,7",f"www.vieta{i}.lv",desc,"https://x.lv/"+str(i))))
    t=Table(("Nosaukums","Veids","Pagasts","Novads","Platums","Garums","Mājaslapa","Apraksts","Avots"),tuple(rows))
    t0=time.process_time()
    f=preview_import(by=coordinator,table=t,origin=Origin("a","b"),at=NOW); t1=time.process_time(); print("\npreview",n,t1-t0,f.counts)
    f=confirm_import(by=coordinator,found=f,at=NOW); t2=time.process_time(); print("confirm",t2-t1,f.state,f.has_moved)
    f2=preview_import(by=coordinator,table=t,origin=Origin("a","b"),at=NOW); t3=time.process_time(); print("again",t3-t2,f2.counts)
    f=undo_import(by=coordinator,found=f,at=NOW); t4=time.process_time(); print("undo",t4-t3,f.state,len(f.undo_notes))
